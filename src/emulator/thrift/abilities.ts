import type { ArrowAbilities } from "../arrow/arrowTypes.ts";
import type { ThriftStruct } from "./reader.ts";

/** What the client of a statement can do with its result. */
export interface Abilities {
  /** Reads Arrow, and these types natively. */
  readonly arrow: ArrowAbilities | undefined;
  readonly lz4: boolean;
  /** Downloads results from links (cloud fetch). */
  readonly downloads: boolean;
  /** Wants no more rows than this. */
  readonly rowLimit: number;
}

/** What a client gets that has said nothing of itself. */
export const plainAbilities: Abilities = { arrow: undefined, lz4: false, downloads: false, rowLimit: Infinity };

/** What a `TExecuteStatementReq` says of its client. */
export function abilitiesOf(request: ThriftStruct): Abilities {
  const readsArrow = request.flag(0x502) ?? false;
  const native = request.struct(0x506);
  const types = {
    timestamps: native?.flag(1) ?? false,
    decimals: native?.flag(2) ?? false,
    nested: native?.flag(3) ?? false,
  };
  const rowLimit = request.number(0x507) ?? 0;
  return {
    arrow: readsArrow ? types : undefined,
    lz4: request.flag(0x504) ?? false,
    // The Python client asks for files even where it has nothing to read them with.
    downloads: readsArrow && (request.flag(0x503) ?? false),
    rowLimit: rowLimit > 0 ? rowLimit : Infinity,
  };
}
