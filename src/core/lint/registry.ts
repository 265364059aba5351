import type { Rule } from "./rule.ts";
import { appGenieScopes } from "./rules/app-genie-scopes.ts";
import { appLiteralIds } from "./rules/app-literal-ids.ts";
import { appOtelOverride } from "./rules/app-otel-override.ts";
import { authMixedEnv } from "./rules/auth-mixed-env.ts";
import { authMixedProfileEnv } from "./rules/auth-mixed-profile-env.ts";
import { builtOnCustomerTag } from "./rules/built-on-customer-tag.ts";
import { federationParams } from "./rules/federation-params.ts";
import { ghaIdTokenPermission } from "./rules/gha-id-token-permission.ts";
import { ghaUseOidc } from "./rules/gha-use-oidc.ts";
import { lakebaseEndpointFormat } from "./rules/lakebase-endpoint-format.ts";
import { lakebasePguserNotUuid } from "./rules/lakebase-pguser-not-uuid.ts";
import { lakebaseSdkTooOld } from "./rules/lakebase-sdk-too-old.ts";
import { lakebaseSslmode } from "./rules/lakebase-sslmode.ts";
import { libraryPackageName } from "./rules/library-package-name.ts";
import { nodeDriverTlsUnverified } from "./rules/node-driver-tls-unverified.ts";
import { oauthBroadScope } from "./rules/oauth-broad-scope.ts";
import { oauthMissingOfflineAccess } from "./rules/oauth-missing-offline-access.ts";
import { oauthMissingPkce } from "./rules/oauth-missing-pkce.ts";
import { oauthMissingState } from "./rules/oauth-missing-state.ts";
import { oauthPkcePlain } from "./rules/oauth-pkce-plain.ts";
import { oauthRedirectNotHttps } from "./rules/oauth-redirect-not-https.ts";
import { oauthWrongTokenEndpoint } from "./rules/oauth-wrong-token-endpoint.ts";
import { secretAssignedLiteral } from "./rules/secret-assigned-literal.ts";
import { secretDatabricksOauth } from "./rules/secret-databricks-oauth.ts";
import { secretDatabricksPat } from "./rules/secret-databricks-pat.ts";
import { secretInCiPlain } from "./rules/secret-in-ci-plain.ts";
import { secretInDatabrickscfg } from "./rules/secret-in-databrickscfg.ts";
import { secretInUrl } from "./rules/secret-in-url.ts";
import { secretLogged } from "./rules/secret-logged.ts";
import { uaDbtCannotMatch } from "./rules/ua-dbt-cannot-match.ts";
import { uaDeprecatedNodeClientid } from "./rules/ua-deprecated-node-clientid.ts";
import { uaInvalidFormat } from "./rules/ua-invalid-format.ts";
import { uaMissingGoSdk } from "./rules/ua-missing-go-sdk.ts";
import { uaMissingGoSql } from "./rules/ua-missing-go-sql.ts";
import { uaMissingNodeSql } from "./rules/ua-missing-node-sql.ts";
import { uaMissingPythonSql } from "./rules/ua-missing-python-sql.ts";
import { uaPlaceholder } from "./rules/ua-placeholder.ts";
import { uaPlusSeparator } from "./rules/ua-plus-separator.ts";
import { uaSdkVersionNotSemver } from "./rules/ua-sdk-version-not-semver.ts";
import { uaSqlalchemyConnectorTooOld } from "./rules/ua-sqlalchemy-connector-too-old.ts";
import { uaVersionMissing } from "./rules/ua-version-missing.ts";
import { ucBroadGrant } from "./rules/uc-broad-grant.ts";
import { ucCloudStaging } from "./rules/uc-cloud-staging.ts";
import { ucConnectionInlineSecret } from "./rules/uc-connection-inline-secret.ts";
import { ucDbfsStaging } from "./rules/uc-dbfs-staging.ts";
import { ucExternalTable } from "./rules/uc-external-table.ts";
import { ucHiveMetastore } from "./rules/uc-hive-metastore.ts";
import { ucNotThreeLevel } from "./rules/uc-not-three-level.ts";
import { uaDuplicateProduct } from "./rules/ua-duplicate-product.ts";
import { uaInconsistentIsv } from "./rules/ua-inconsistent-isv.ts";
import { unusedIgnore } from "./rules/unused-ignore.ts";

/** Every rule, in the order of lists. A test checks that each file of `rules/` is here. */
export const rules: readonly Rule[] = [
  uaMissingPythonSql,
  uaMissingNodeSql,
  uaMissingGoSql,
  uaMissingGoSdk,
  uaInvalidFormat,
  uaPlusSeparator,
  uaPlaceholder,
  uaVersionMissing,
  uaInconsistentIsv,
  uaDuplicateProduct,
  uaSdkVersionNotSemver,
  uaDeprecatedNodeClientid,
  authMixedEnv,
  secretDatabricksPat,
  secretDatabricksOauth,
  secretAssignedLiteral,
  secretInUrl,
  secretInDatabrickscfg,
  secretInCiPlain,
  secretLogged,
  ghaUseOidc,
  ghaIdTokenPermission,
  authMixedProfileEnv,
  ucNotThreeLevel,
  ucHiveMetastore,
  ucDbfsStaging,
  ucCloudStaging,
  ucExternalTable,
  ucBroadGrant,
  ucConnectionInlineSecret,
  lakebaseSslmode,
  lakebaseEndpointFormat,
  lakebasePguserNotUuid,
  lakebaseSdkTooOld,
  uaSqlalchemyConnectorTooOld,
  uaDbtCannotMatch,
  libraryPackageName,
  nodeDriverTlsUnverified,
  oauthMissingPkce,
  oauthMissingState,
  oauthPkcePlain,
  oauthMissingOfflineAccess,
  oauthBroadScope,
  oauthWrongTokenEndpoint,
  oauthRedirectNotHttps,
  federationParams,
  appGenieScopes,
  appLiteralIds,
  appOtelOverride,
  builtOnCustomerTag,
  unusedIgnore,
];
