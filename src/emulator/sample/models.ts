import type { RegisteredModel } from "../catalog/model.ts";

export const salesModels: readonly RegisteredModel[] = [
  {
    name: "churn",
    comment: "How likely a customer is to leave",
    aliases: { champion: 2, challenger: 3 },
    versions: [
      { status: "READY", comment: "Logistic regression", runId: "0a11" },
      { status: "READY", comment: "Gradient boosting", runId: "0a12" },
      { status: "READY", comment: "Gradient boosting, with clicks", runId: "0a13" },
      { status: "FAILED_REGISTRATION", comment: "Without a signature", runId: "0a14" },
    ],
  },
  { name: "demand", comment: "Orders of the coming week", aliases: {}, versions: [] },
];
