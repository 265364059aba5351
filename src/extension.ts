import type * as vscode from "vscode";
import { registerAgents } from "./host/agents/register.ts";
import { createSessions } from "./host/auth/createSessions.ts";
import { registerAuth } from "./host/auth/register.ts";
import { registerCallPaths } from "./host/callPaths/register.ts";
import { registerCatalog } from "./host/catalog/register.ts";
import { registerConformance } from "./host/conformance/register.ts";
import { createConnectionsView, registerConnections } from "./host/connections/register.ts";
import { registerDoctor } from "./host/doctor/register.ts";
import { registerErrors } from "./host/errors/register.ts";
import { registerFormKit } from "./host/formKit/register.ts";
import { registerGrants } from "./host/grants/register.ts";
import { IdentityStore } from "./host/identities/identityStore.ts";
import { registerIdentities } from "./host/identities/register.ts";
import { registerLakebase } from "./host/lakebase/register.ts";
import { LintService } from "./host/lint/lintService.ts";
import { registerLint } from "./host/lint/register.ts";
import { WorkspaceScan } from "./host/lint/workspaceScan.ts";
import { ChangePreview } from "./host/platform/changePreview.ts";
import { Commands } from "./host/platform/commands.ts";
import { EditorDatabases } from "./host/platform/editorDatabases.ts";
import { createLog } from "./host/platform/log.ts";
import { Reports } from "./host/platform/reports.ts";
import { Secrets } from "./host/platform/secrets.ts";
import { Settings } from "./host/platform/settings.ts";
import { State } from "./host/platform/state.ts";
import type { UserState } from "./host/platform/state.ts";
import { createProfiles } from "./host/profiles/profileStore.ts";
import { registerProfiles } from "./host/profiles/register.ts";
import { registerQuery } from "./host/query/register.ts";
import { SessionPlaces } from "./host/query/sessionPlaces.ts";
import { createSql } from "./host/query/sqlService.ts";
import { registerReadyQueries } from "./host/readyQueries/register.ts";
import { registerRecorder } from "./host/recorder/register.ts";
import { registerScaffold } from "./host/scaffold/register.ts";
import type { Services } from "./host/services.ts";
import { registerSnippets } from "./host/snippets/register.ts";
import { registerSqlLanguage } from "./host/sqlLanguage/register.ts";
import { registerTableDetail } from "./host/tableDetail/register.ts";
import { registerTokens } from "./host/tokens/register.ts";
import { registerVolumeFiles } from "./host/volumeFiles/register.ts";
import { registerWalkthrough } from "./host/walkthrough/register.ts";
import { createWorkspaces } from "./host/workspaces/workspaces.ts";

/** Makes the services, lowest first, and hands them to the features. Everything goes away with the extension. */
export function activate(context: vscode.ExtensionContext): void {
  const own = <T extends vscode.Disposable>(item: T): T => {
    context.subscriptions.push(item);
    return item;
  };
  const { extensionUri } = context;
  const extensionVersion = String((context.extension.packageJSON as { version: unknown }).version);

  const log = own(createLog());
  const commands = own(new Commands(log));
  const changes = own(new ChangePreview(commands));
  const reports = own(new Reports(commands));
  const settings = new Settings();
  const state = new State(context.workspaceState);
  const userState = new State<UserState>(context.globalState);
  const secrets = new Secrets(context.secrets);
  const platform = {
    extensionUri,
    extensionVersion,
    log,
    commands,
    changes,
    reports,
    settings,
    state,
    userState,
    secrets,
  };

  const profiles = own(createProfiles(platform));
  const sessions = own(createSessions({ ...platform, profiles, storageFolder: context.globalStorageUri.fsPath }));
  const workspaces = own(createWorkspaces({ ...platform, profiles, sessions }));
  const sql = own(createSql({ ...platform, profiles, sessions, workspaces }));
  const sqlPlaces = own(new SessionPlaces(state));
  const editorDatabases = own(new EditorDatabases());
  const identities = own(new IdentityStore());
  const lint = own(new LintService({ ...platform, identities }));
  const scan = own(new WorkspaceScan(lint, platform));
  const connectionsView = own(createConnectionsView());
  const services: Services = {
    ...platform,
    profiles,
    sessions,
    workspaces,
    sql,
    editorDatabases,
    sqlPlaces,
    identities,
    lint,
    scan,
    connectionsView,
  };

  own(commands.register("pwaf.log.show", () => log.show()));
  own(registerWalkthrough(context.extension.id, services));
  own(registerProfiles(profiles, { ...services, sessions }));
  own(registerAuth(sessions, services));
  own(registerDoctor({ ...services, profiles, sessions }));
  own(registerTokens(services, profiles.path));
  own(registerCatalog(services));
  own(registerSqlLanguage(services));
  own(registerTableDetail(services));
  own(registerGrants(services));
  own(registerVolumeFiles(services));
  own(registerQuery(sqlPlaces, services));
  own(registerLakebase(services));
  own(registerIdentities(identities, services));
  own(registerSnippets(services));
  own(registerScaffold(services));
  own(registerFormKit(services));
  own(registerLint(lint, scan, services));
  own(registerCallPaths(services));
  own(registerRecorder(services));
  own(registerConnections(services));
  own(registerReadyQueries(services));
  own(registerAgents(services));
  own(registerErrors(services));
  own(registerConformance({ ...services, profiles, sessions }));
}
