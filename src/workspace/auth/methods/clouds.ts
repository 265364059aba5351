/** Where clouds hand out tokens. Fixed: a profile that could name them could send its secrets anywhere. */
export interface CloudAddresses {
  /** Entra ID's authority for the cloud that a workspace is in. */
  readonly entra: (host: string) => string;
  /** Instance metadata of an Azure machine. */
  readonly azureMetadata: string;
  readonly googleToken: string;
  readonly googleCredentials: string;
  /** Instance metadata of a Google machine. */
  readonly googleMetadata: string;
}

/**
 * Sources: `config/environments.go` of databricks/databricks-sdk-go for Azure's clouds; Microsoft's “How to use managed
 * identities on an Azure VM”; Google's `google-auth-library` for the rest.
 */
export const publicClouds: CloudAddresses = {
  entra: (host) => {
    const { hostname } = new URL(host);
    if (hostname.endsWith(".databricks.azure.us")) return "https://login.microsoftonline.us";
    if (hostname.endsWith(".databricks.azure.cn")) return "https://login.chinacloudapi.cn";
    return "https://login.microsoftonline.com";
  },
  azureMetadata: "http://169.254.169.254/metadata/identity/oauth2/token",
  googleToken: "https://oauth2.googleapis.com/token",
  googleCredentials: "https://iamcredentials.googleapis.com/v1",
  googleMetadata: "http://metadata.google.internal/computeMetadata/v1",
};

/** The application that Entra tokens for Azure Databricks are for, in every cloud of Azure's. */
export const azureDatabricks = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d";
