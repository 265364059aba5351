import type { Rule } from "./rule.ts";
import { authMixedEnv } from "./rules/auth-mixed-env.ts";
import { uaDeprecatedNodeClientid } from "./rules/ua-deprecated-node-clientid.ts";
import { uaInvalidFormat } from "./rules/ua-invalid-format.ts";
import { uaMissingNodeSql } from "./rules/ua-missing-node-sql.ts";
import { uaMissingPythonSql } from "./rules/ua-missing-python-sql.ts";
import { uaPlaceholder } from "./rules/ua-placeholder.ts";
import { uaPlusSeparator } from "./rules/ua-plus-separator.ts";
import { uaVersionMissing } from "./rules/ua-version-missing.ts";
import { unusedIgnore } from "./rules/unused-ignore.ts";

/** Every rule, in the order of lists. A test checks that each file of `rules/` is here. */
export const rules: readonly Rule[] = [
  uaMissingPythonSql,
  uaMissingNodeSql,
  uaInvalidFormat,
  uaPlusSeparator,
  uaPlaceholder,
  uaVersionMissing,
  uaDeprecatedNodeClientid,
  authMixedEnv,
  unusedIgnore,
];
