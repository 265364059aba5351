/** One input of a connection form. */
export interface FormKitField {
  readonly key: string;
  readonly label: string;
  readonly help: string;
  readonly isSecret: boolean;
  readonly isOptional: boolean;
  /** The product fills it in: shown, and not asked for. */
  readonly isFilledIn: boolean;
  /** Regular expression that a value matches as a whole. */
  readonly pattern?: string;
  readonly example?: string;
  /** What counts when nothing is given. */
  readonly defaultValue?: string;
}

/** What is remembered over a reload of the window. */
export interface FormKitChoice {
  readonly id: string;
}

export interface FormKitState extends FormKitChoice {
  readonly connectors: readonly { readonly id: string; readonly name: string }[];
  readonly connector: string;
  /** The forms of the connector, by id. */
  readonly ways: readonly { readonly id: string; readonly name: string }[];
  readonly fields: readonly FormKitField[];
  readonly schema: string;
  readonly markdown: string;
}

/** What can be copied of a form. */
export type FormKitOutput = "schema" | "markdown";

export interface FormKitProtocol {
  readonly toView: { readonly state: FormKitState };
  readonly toHost: {
    /** With what the page remembers of before a reload. */
    readonly ready: Partial<FormKitChoice>;
    readonly chooseConnector: { readonly connector: string };
    readonly chooseWay: FormKitChoice;
    readonly copy: { readonly what: FormKitOutput };
    readonly openInEditor: { readonly what: FormKitOutput };
  };
}
