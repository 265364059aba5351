import { summary } from "../../core/doctor/render/text.ts";
import type { DoctorReport } from "../../core/doctor/report.ts";
import type { DoctorView } from "../../protocol/doctor.ts";

/** The report as the panel shows it. */
export function doctorView({ subject, host, findings, passed, values, clients }: DoctorReport): DoctorView {
  return {
    subject: host === undefined ? subject : `${subject}, ${host}`,
    summary: summary(findings),
    findings: findings.map(({ severity, title, detail, advice, places, actions }) => ({
      severity,
      title,
      ...(detail === undefined ? {} : { detail }),
      advice,
      places: places.map(({ label, path }) => ({ label, canOpen: path !== undefined })),
      actions: actions.map((action) => action.title),
    })),
    passed,
    clients,
    values: values.map(({ name, places }) => ({
      name,
      places: places.map(({ source, shown, standing }) => ({ label: source.label, shown, standing })),
    })),
  };
}
