import type { Rule } from "./rule.ts";
import { agentGenieNotMcp } from "./rules/agent-genie-not-mcp.ts";
import { appForwardedHeaderTrust } from "./rules/app-forwarded-header-trust.ts";
import { appGenieScopes } from "./rules/app-genie-scopes.ts";
import { appLiteralIds } from "./rules/app-literal-ids.ts";
import { appModelServingCredentials } from "./rules/app-model-serving-credentials.ts";
import { appOboAuthType } from "./rules/app-obo-auth-type.ts";
import { appOboMissingScopes } from "./rules/app-obo-missing-scopes.ts";
import { appOtelOverride } from "./rules/app-otel-override.ts";
import { authBasic } from "./rules/auth-basic.ts";
import { authMixedConstructor } from "./rules/auth-mixed-constructor.ts";
import { authMixedEnv } from "./rules/auth-mixed-env.ts";
import { authMixedProfileEnv } from "./rules/auth-mixed-profile-env.ts";
import { authPatMinted } from "./rules/auth-pat-minted.ts";
import { authPatOnly } from "./rules/auth-pat-only.ts";
import { authPatUsed } from "./rules/auth-pat-used.ts";
import { builtOnCustomerTag } from "./rules/built-on-customer-tag.ts";
import { federationParams } from "./rules/federation-params.ts";
import { ghaIdTokenPermission } from "./rules/gha-id-token-permission.ts";
import { ghaUseOidc } from "./rules/gha-use-oidc.ts";
import { hostNormalize } from "./rules/host-normalize.ts";
import { jdbcAuthflowIncomplete } from "./rules/jdbc-authflow-incomplete.ts";
import { jdbcJava17AddOpens } from "./rules/jdbc-java17-add-opens.ts";
import { jdbcLegacyDriver } from "./rules/jdbc-legacy-driver.ts";
import { lakebaseEndpointFormat } from "./rules/lakebase-endpoint-format.ts";
import { lakebaseJdbcAssumeMinVersion } from "./rules/lakebase-jdbc-assume-min-version.ts";
import { lakebasePguserNotUuid } from "./rules/lakebase-pguser-not-uuid.ts";
import { lakebasePoolLifetime } from "./rules/lakebase-pool-lifetime.ts";
import { lakebaseProvisionedApi } from "./rules/lakebase-provisioned-api.ts";
import { lakebaseSdkTooOld } from "./rules/lakebase-sdk-too-old.ts";
import { lakebaseSslmode } from "./rules/lakebase-sslmode.ts";
import { lakebaseTokenReused } from "./rules/lakebase-token-reused.ts";
import { libraryPackageName } from "./rules/library-package-name.ts";
import { mcpDeprecatedVectorSearchUrl } from "./rules/mcp-deprecated-vector-search-url.ts";
import { mcpScopeMissing } from "./rules/mcp-scope-missing.ts";
import { nodeDriverTlsUnverified } from "./rules/node-driver-tls-unverified.ts";
import { oauthBroadScope } from "./rules/oauth-broad-scope.ts";
import { oauthExpiresInIgnored } from "./rules/oauth-expires-in-ignored.ts";
import { oauthM2mAuthType } from "./rules/oauth-m2m-auth-type.ts";
import { oauthMissingOfflineAccess } from "./rules/oauth-missing-offline-access.ts";
import { oauthMissingPkce } from "./rules/oauth-missing-pkce.ts";
import { oauthMissingState } from "./rules/oauth-missing-state.ts";
import { oauthPkcePlain } from "./rules/oauth-pkce-plain.ts";
import { oauthRedirectBuiltinJava } from "./rules/oauth-redirect-builtin-java.ts";
import { oauthRedirectNotHttps } from "./rules/oauth-redirect-not-https.ts";
import { oauthRedirectPythonCustom } from "./rules/oauth-redirect-python-custom.ts";
import { oauthTokenNotRefreshed } from "./rules/oauth-token-not-refreshed.ts";
import { oauthU2mWithM2mClientId } from "./rules/oauth-u2m-with-m2m-client-id.ts";
import { oauthWrongTokenEndpoint } from "./rules/oauth-wrong-token-endpoint.ts";
import { odbcTls } from "./rules/odbc-tls.ts";
import { pythonCredentialsProviderShape } from "./rules/python-credentials-provider-shape.ts";
import { pythonSqlImplicitBrowser } from "./rules/python-sql-implicit-browser.ts";
import { secretAssignedLiteral } from "./rules/secret-assigned-literal.ts";
import { secretDatabricksOauth } from "./rules/secret-databricks-oauth.ts";
import { secretDatabricksPat } from "./rules/secret-databricks-pat.ts";
import { secretInCiPlain } from "./rules/secret-in-ci-plain.ts";
import { secretInClientBundle } from "./rules/secret-in-client-bundle.ts";
import { secretInDatabrickscfg } from "./rules/secret-in-databrickscfg.ts";
import { secretInUrl } from "./rules/secret-in-url.ts";
import { secretLogged } from "./rules/secret-logged.ts";
import { uaContainsSecretOrPii } from "./rules/ua-contains-secret-or-pii.ts";
import { uaDbtCannotMatch } from "./rules/ua-dbt-cannot-match.ts";
import { uaDeprecatedNodeClientid } from "./rules/ua-deprecated-node-clientid.ts";
import { uaDeprecatedPythonParam } from "./rules/ua-deprecated-python-param.ts";
import { uaDuplicateProduct } from "./rules/ua-duplicate-product.ts";
import { uaFromUserConfig } from "./rules/ua-from-user-config.ts";
import { uaInconsistentIsv } from "./rules/ua-inconsistent-isv.ts";
import { uaInvalidFormat } from "./rules/ua-invalid-format.ts";
import { uaMissingConnect } from "./rules/ua-missing-connect.ts";
import { uaMissingGoSdk } from "./rules/ua-missing-go-sdk.ts";
import { uaMissingGoSql } from "./rules/ua-missing-go-sql.ts";
import { uaMissingHttp } from "./rules/ua-missing-http.ts";
import { uaMissingIceberg } from "./rules/ua-missing-iceberg.ts";
import { uaMissingJavaSdk } from "./rules/ua-missing-java-sdk.ts";
import { uaMissingJdbc } from "./rules/ua-missing-jdbc.ts";
import { uaMissingLakebase } from "./rules/ua-missing-lakebase.ts";
import { uaMissingNodeSdk } from "./rules/ua-missing-node-sdk.ts";
import { uaMissingNodeSql } from "./rules/ua-missing-node-sql.ts";
import { uaMissingOdbc } from "./rules/ua-missing-odbc.ts";
import { uaMissingPythonSdk } from "./rules/ua-missing-python-sdk.ts";
import { uaMissingPythonSql } from "./rules/ua-missing-python-sql.ts";
import { uaMissingSqlalchemy } from "./rules/ua-missing-sqlalchemy.ts";
import { uaMissingZerobus } from "./rules/ua-missing-zerobus.ts";
import { uaOverwrittenOem } from "./rules/ua-overwritten-oem.ts";
import { uaPlaceholder } from "./rules/ua-placeholder.ts";
import { uaPlusSeparator } from "./rules/ua-plus-separator.ts";
import { uaSdkVersionNotSemver } from "./rules/ua-sdk-version-not-semver.ts";
import { uaSqlalchemyConnectorTooOld } from "./rules/ua-sqlalchemy-connector-too-old.ts";
import { uaUnsupportedZerobusTs } from "./rules/ua-unsupported-zerobus-ts.ts";
import { uaVersionBehind } from "./rules/ua-version-behind.ts";
import { uaVersionMissing } from "./rules/ua-version-missing.ts";
import { ucBroadGrant } from "./rules/uc-broad-grant.ts";
import { ucCloudStaging } from "./rules/uc-cloud-staging.ts";
import { ucConnectionInlineSecret } from "./rules/uc-connection-inline-secret.ts";
import { ucDbfsStaging } from "./rules/uc-dbfs-staging.ts";
import { ucExternalTable } from "./rules/uc-external-table.ts";
import { ucHiveMetastore } from "./rules/uc-hive-metastore.ts";
import { ucNotThreeLevel } from "./rules/uc-not-three-level.ts";
import { unreadCalls } from "./rules/unread-calls.ts";
import { unusedIgnore } from "./rules/unused-ignore.ts";

/** Every rule, in the order of lists. A test checks that each file of `rules/` is here. */
export const rules: readonly Rule[] = [
  uaMissingPythonSql,
  uaMissingNodeSql,
  uaDeprecatedPythonParam,
  uaMissingLakebase,
  uaMissingOdbc,
  uaMissingConnect,
  uaMissingPythonSdk,
  uaMissingSqlalchemy,
  uaMissingGoSql,
  uaMissingGoSdk,
  uaMissingJavaSdk,
  uaMissingJdbc,
  uaMissingIceberg,
  uaMissingZerobus,
  uaMissingNodeSdk,
  uaMissingHttp,
  uaUnsupportedZerobusTs,
  uaInvalidFormat,
  uaPlusSeparator,
  uaPlaceholder,
  uaVersionMissing,
  uaVersionBehind,
  uaInconsistentIsv,
  uaDuplicateProduct,
  uaSdkVersionNotSemver,
  uaContainsSecretOrPii,
  uaFromUserConfig,
  uaOverwrittenOem,
  uaDeprecatedNodeClientid,
  authMixedEnv,
  authPatOnly,
  authPatMinted,
  authPatUsed,
  authBasic,
  authMixedConstructor,
  oauthRedirectPythonCustom,
  oauthU2mWithM2mClientId,
  oauthM2mAuthType,
  pythonSqlImplicitBrowser,
  pythonCredentialsProviderShape,
  secretDatabricksPat,
  secretDatabricksOauth,
  secretAssignedLiteral,
  secretInUrl,
  secretInDatabrickscfg,
  secretInCiPlain,
  secretLogged,
  secretInClientBundle,
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
  lakebaseProvisionedApi,
  lakebasePoolLifetime,
  lakebaseTokenReused,
  lakebaseEndpointFormat,
  lakebasePguserNotUuid,
  lakebaseSdkTooOld,
  lakebaseJdbcAssumeMinVersion,
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
  oauthTokenNotRefreshed,
  oauthExpiresInIgnored,
  oauthRedirectNotHttps,
  federationParams,
  oauthRedirectBuiltinJava,
  jdbcAuthflowIncomplete,
  jdbcLegacyDriver,
  jdbcJava17AddOpens,
  appGenieScopes,
  appModelServingCredentials,
  appOboAuthType,
  appLiteralIds,
  appOtelOverride,
  builtOnCustomerTag,
  odbcTls,
  hostNormalize,
  mcpDeprecatedVectorSearchUrl,
  mcpScopeMissing,
  appOboMissingScopes,
  appForwardedHeaderTrust,
  agentGenieNotMcp,
  unreadCalls,
  unusedIgnore,
];
