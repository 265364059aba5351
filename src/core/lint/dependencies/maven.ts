import { descendants, find, parseXml } from "../settings/xml.ts";
import type { XmlElement } from "../settings/xml.ts";
import type { Dependency } from "./dependency.ts";
import { readRange } from "./version.ts";

/** The dependencies of a `pom.xml`, managed ones and those of plugins included; properties of the same file are put in. */
export function readMaven(text: string): Dependency[] {
  const root = parseXml(text);
  const [project = root] = find(root, "project");
  const properties = new Map(
    find(project, "properties").flatMap(({ children }) => children.map((own) => [own.name, own.text])),
  );
  const value = (element: XmlElement, name: string): string =>
    (find(element, name)[0]?.text ?? "").replace(
      /\$\{([\w.-]+)\}/g,
      (whole, key: string) => properties.get(key) ?? whole,
    );
  const managed = new Map<string, string>();
  const found = [...descendants(project)]
    .filter(({ name }) => name === "dependency")
    .map((element) => {
      const name = `${value(element, "groupId")}:${value(element, "artifactId")}`;
      const version = value(element, "version");
      if (version !== "") managed.set(name, version);
      return { element, name, version };
    });
  return found.map(({ element, name, version }) => {
    const requested = version === "" ? (managed.get(name) ?? "") : version;
    const range = requested.includes("${") ? {} : readRange("maven", requested);
    const place = find(element, "artifactId")[0]?.textRange ?? element;
    return { ecosystem: "maven", name, requested, ...place, ...range };
  });
}

/** `PackageReference` and `PackageVersion` of .NET projects. A plain version is the lowest one; `[1.0]` pins. */
export function readNuget(text: string): Dependency[] {
  return [...descendants(parseXml(text))].flatMap((element): Dependency[] => {
    if (element.name !== "PackageReference" && element.name !== "PackageVersion") return [];
    const name = element.attributes.get("Include") ?? element.attributes.get("Update");
    if (!name) return [];
    const requested = element.attributes.get("Version")?.value ?? find(element, "Version")[0]?.text ?? "";
    const { lowest, exact } = readRange("maven", requested);
    const isPinned = requested.startsWith("[") && exact !== undefined;
    return [
      {
        ecosystem: "nuget",
        name: name.value,
        requested,
        ...name.range,
        ...(lowest ? { lowest } : {}),
        ...(isPinned ? { exact } : {}),
      },
    ];
  });
}
