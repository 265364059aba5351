import { PwafError } from "../../../core/base/errors.ts";
import { isLoopback } from "../../../core/profiles/host.ts";
import { askForJson, tokensIn } from "../tokenAnswer.ts";
import type { AuthMethod } from "./authMethod.ts";
import { lacking, neededField } from "./authMethod.ts";

/**
 * Another program on this machine hands out tokens. Source: `config/auth_metadata_service.go` of
 * databricks/databricks-sdk-go, which takes local addresses only, too.
 */
export const metadataService: AuthMethod = {
  needs: { fields: ["metadataServiceUrl"], secrets: [] },
  open: async (context, signal) => {
    const { profile, http, now } = context;
    const address = neededField(context, "metadataServiceUrl");
    if (!URL.canParse(address) || !isLoopback(new URL(address).hostname)) {
      throw lacking(
        "`metadata_service_url` is no address of this machine.",
        "Whoever wrote it could hand you somebody else's token: only local services are asked.",
      );
    }
    const server = "This machine's metadata service";
    const headers = { "x-databricks-metadata-version": "1", "x-databricks-host": profile.host };
    try {
      return tokensIn(await askForJson(http, address, { headers, server }, signal), server, now());
    } catch (error) {
      if (!(error instanceof PwafError) || error.reason !== "not-found") throw error;
      throw lacking(`The metadata service does not know ${profile.host}.`, "Sign in to it where the service runs.");
    }
  },
};
