/** The class by itself; its types are those of the package. */
declare module "oidc-provider/lib/provider.js" {
  export { Provider } from "oidc-provider";
}
