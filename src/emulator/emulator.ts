import { silentLogger, type Logger } from "../core/base/logger.ts";
import { CatalogView } from "./catalog/catalogView.ts";
import { ScaleCatalog } from "./catalog/scaleCatalog.ts";
import { GrantStore } from "./catalog/grants.ts";
import { CatalogStore, type Scale } from "./catalog/store.ts";
import { openDataDir, randomHex } from "./dataDir.ts";
import { FaultList } from "./faults.ts";
import { cloudHosts } from "./http/cloudHosts.ts";
import { openConnectProxy } from "./http/connectProxy.ts";
import { Dispatcher } from "./http/dispatcher.ts";
import { openServers } from "./http/servers.ts";
import { IdentityStore, type NewToken } from "./identity.ts";
import { confidentialClientId, publicClientId } from "./oidc/clients.ts";
import { addLakebase } from "./lakebase/routes.ts";
import { Lakebase, type LakebaseEngine } from "./lakebase/service.ts";
import { addMcpListings } from "./mcp/listings.ts";
import { McpService } from "./mcp/service.ts";
import { SqlRun } from "./mcp/sqlRun.ts";
import { loadSigningKey } from "./oidc/keys.ts";
import { OidcService } from "./oidc/service.ts";
import { TestClouds } from "./oidc/testClouds.ts";
import { RequestLog, type RecordedRequest } from "./requestLog.ts";
import { addClusters } from "./rest/clusterRoutes.ts";
import { addFiles } from "./rest/fileRoutes.ts";
import { addGrants } from "./rest/grantRoutes.ts";
import { addDriverRoutes, addIdentity } from "./rest/identityRoutes.ts";
import { addQueryHistory } from "./rest/queryHistory.ts";
import { Router } from "./rest/router.ts";
import { addTokens } from "./rest/tokenRoutes.ts";
import { addUnityCatalog } from "./rest/unityCatalog.ts";
import { addWarehouses } from "./rest/warehouseRoutes.ts";
import { sampleCatalogs } from "./sample/catalogs.ts";
import { SqlEngine } from "./sql/engine.ts";
import { Governance } from "./sql/governance.ts";
import { SystemTables } from "./sql/systemTables.ts";
import type { StatementHistory } from "./sql/history.ts";
import { ResultFiles } from "./statements/resultFiles.ts";
import { addStatements } from "./statements/statementRoutes.ts";
import { ThriftService } from "./thrift/service.ts";
import { loadTls } from "./tls.ts";
import { httpPathOf, WarehouseStore } from "./warehouses.ts";

export interface EmulatorOptions {
  /** Ports on 127.0.0.1; 0 takes a free one. */
  readonly httpPort: number;
  readonly httpsPort: number;
  /** Port of an https proxy that gives the workspace names of Databricks' clouds; none if absent. */
  readonly proxyPort?: number | undefined;
  /** Port of the databases of Lakebase; a free one if absent. */
  readonly lakebasePort?: number | undefined;
  /** What runs the databases; a PostgreSQL server of this machine where one is installed, if absent. */
  readonly lakebaseEngine?: LakebaseEngine | undefined;
  /** Keeps the certificate authority and the signing key between starts; a temporary folder if absent. */
  readonly dataDir?: string | undefined;
  /** Adds a catalog `scale` with this many schemas and tables. */
  readonly scale?: Scale | undefined;
  /** Signs in the first user and consents without showing a page. */
  readonly autoConsent?: boolean | undefined;
  /** Lifetime of OAuth access tokens; 3600 if absent. */
  readonly accessTokenSeconds?: number | undefined;
  /** Which origin `/.well-known/databricks-config` names. "http" if absent, so that a browser never meets the emulator's own certificate. */
  readonly oidcOrigin?: "http" | "https" | undefined;
  readonly log?: Logger | undefined;
}

export interface Emulator {
  /** Origins, without a trailing slash. Both serve everything. */
  readonly httpUrl: string;
  readonly httpsUrl: string;
  /** The certificate authority to trust: a PEM file, and its text. */
  readonly caFile: string;
  readonly caCertificate: string;
  /** For `HTTPS_PROXY`; behind it the workspace answers to `https://` and each name of `cloudHosts`. */
  readonly proxyUrl: string | undefined;
  readonly warehouseId: string;
  readonly httpPath: string;
  readonly dataDir: string;
  readonly oauth: {
    /** The public app of the extension, and the relay page registered with it. */
    readonly clientId: string;
    readonly redirectUrl: string;
    readonly m2mClientId: string;
    /** Random at every start. */
    readonly m2mClientSecret: string;
    /** A custom app with a secret, on the same relay page. */
    readonly confidentialClientId: string;
    readonly confidentialClientSecret: string;
  };
  /** Tokens of the workspace: their lifetimes, federation policies, revocation. */
  readonly oidc: Pick<OidcService, "rules" | "federation" | "revokeRefreshTokens">;
  /** Stand-ins for clouds and identity providers. */
  readonly testClouds: TestClouds;
  /** What was called, oldest first; never a secret. */
  readonly requests: RequestLog;
  readonly faults: FaultList;
  /** Databases: where they are, how long credentials last, how long an endpoint takes to wake up; and a restart. */
  readonly lakebase: Pick<Lakebase, "address" | "credentials" | "restart" | "rules" | "store">;
  /** Where large results lie, and how long links to them last. */
  readonly resultFiles: Pick<ResultFiles, "rules">;
  /** What SQL ran, through whichever protocol. */
  readonly statements: StatementHistory;
  /** Values of secrets that connections name, by `scope/key`. */
  readonly secrets: Map<string, string>;
  /** Makes a personal access token at run time. */
  createToken(options?: NewToken): string;
  close(): Promise<void>;
}

export type { RecordedRequest, NewToken, Scale };

/**
 * Starts the emulated workspace: real protocols on 127.0.0.1, a sample catalog, SQL by DuckDB.
 * Throws `PwafError` with the reason "config" when a port is taken.
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const log = options.log ?? silentLogger;
  const dataDir = await openDataDir(options.dataDir);
  const closing: (() => Promise<void> | void)[] = [() => dataDir.close()];
  const close = once(async () => {
    for (const step of closing.reverse()) await step();
  });
  try {
    const [tls, signingKey] = await Promise.all([loadTls(dataDir, new Date()), loadSigningKey(dataDir)]);
    const servers = await openServers({ http: options.httpPort, https: options.httpsPort }, tls);
    const store = new CatalogStore(sampleCatalogs());
    const identity = new IdentityStore();
    const grants = new GrantStore(store, identity);
    const requests = new RequestLog();
    const governance = new Governance(store, grants, new SystemTables(requests, identity));
    const engine = new SqlEngine(store, governance);
    const resultFiles = new ResultFiles();
    const thrift = new ThriftService(engine, store, resultFiles);
    const warehouses = new WarehouseStore();
    const m2mClientSecret = ["do", "se"].join("") + randomHex(16);
    const confidentialAppSecret = ["do", "se"].join("") + randomHex(16);
    const origins = [servers.httpUrl, servers.httpsUrl, ...cloudHosts.map((host) => `https://${host}`)];
    const testClouds = new TestClouds(identity, origins);
    const redirectUrl = `${servers.httpUrl}/relay`;
    const oidc = new OidcService({
      identity,
      servicePrincipalSecret: m2mClientSecret,
      confidentialAppSecret,
      signingKey,
      relayUrl: redirectUrl,
      rules: {
        accessTokenSeconds: options.accessTokenSeconds ?? 3600,
        rotateRefreshTokens: true,
        isAccountHost: false,
      },
      autoConsent: options.autoConsent ?? false,
      origins,
      testClouds,
    });
    const router = new Router();
    const scale = options.scale === undefined ? undefined : new ScaleCatalog(options.scale);
    addUnityCatalog(router, store, scale);
    addMcpListings(router);
    const mcp = new McpService({
      view: new CatalogView(store, scale),
      grants,
      sql: new SqlRun(engine, warehouses),
    });
    addFiles(router, store);
    addWarehouses(router, warehouses, () => thrift.sessionCount);
    addClusters(router);
    addGrants(router, store, grants);
    addIdentity(router, identity);
    addTokens(router, identity);
    addQueryHistory(router, engine.history, identity);
    addDriverRoutes(router);
    const statements = addStatements(router, { engine, store, warehouses, files: resultFiles });
    const faults = new FaultList();
    const lakebase = new Lakebase({ identity, requests, faults, log, engine: options.lakebaseEngine }, tls);
    addLakebase(router, lakebase);
    const oidcOrigin = options.oidcOrigin === "https" ? servers.httpsUrl : servers.httpUrl;
    const dispatcher = new Dispatcher({
      requests,
      faults,
      identity,
      oidc,
      testClouds,
      router,
      mcp,
      thrift,
      resultFiles,
      lakebase,
      warehouses,
      oidcOrigin,
      log,
    });
    servers.serve((origin, request, response) => void dispatcher.handle(request, response, origin));
    const httpsPort = Number(new URL(servers.httpsUrl).port);
    const proxy =
      options.proxyPort === undefined ? undefined : await openConnectProxy(options.proxyPort, { httpsPort, requests });
    closing.push(
      () => lakebase.close(),
      () => engine.close(),
      () => thrift.close(),
      () => statements.close(),
      () => warehouses.close(),
      () => servers.close(),
      () => proxy?.close(),
    );
    await lakebase.listen(options.lakebasePort ?? 0);
    engine.ready().catch((error: unknown) => log.error(`The sample data could not be loaded: ${String(error)}`));
    return {
      httpUrl: servers.httpUrl,
      httpsUrl: servers.httpsUrl,
      caFile: tls.caFile,
      caCertificate: tls.caCertificate,
      proxyUrl: proxy?.url,
      warehouseId: warehouses.first.id,
      httpPath: httpPathOf(warehouses.first),
      dataDir: dataDir.path,
      oauth: {
        clientId: publicClientId,
        redirectUrl,
        m2mClientId: identity.servicePrincipal.userName,
        m2mClientSecret,
        confidentialClientId,
        confidentialClientSecret: confidentialAppSecret,
      },
      oidc,
      testClouds,
      requests,
      faults,
      lakebase,
      resultFiles,
      statements: engine.history,
      secrets: governance.calls.secrets,
      createToken: (token) => identity.createToken(token).value,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function once(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= run());
}
