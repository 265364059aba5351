import { readFileSync } from "node:fs";
import { join } from "node:path";
import { applyEdits } from "../../../../src/core/base/text.ts";
import type { Project } from "../../../../src/core/scaffold/project.ts";
import { detectProjects } from "../../../../src/core/scaffold/project.ts";
import type { Plan } from "../../../../src/core/scaffold/scaffold.ts";
import { fitsProject, planConnector } from "../../../../src/core/scaffold/scaffold.ts";
import type { ProvedPackages, Snippet } from "../../../../src/core/snippets/snippet.ts";
import { root } from "../../../connectors/bed/paths.ts";
import { snippetsOf } from "../../../connectors/snippetFiles.ts";

export type Files = Readonly<Record<string, string>>;

const identity = '{\n  "isv": "Acme",\n  "product": "Loader",\n  "version": "1.2.0"\n}\n';
const junit = "5.11.4";
const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.acme</groupId>
  <artifactId>loader</artifactId>
  <version>1.2.0</version>
  <properties>
    <maven.compiler.source>11</maven.compiler.source>
    <maven.compiler.target>11</maven.compiler.target>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <dependencies>
    <dependency>
      <groupId>org.junit.jupiter</groupId>
      <artifactId>junit-jupiter</artifactId>
      <version>${junit}</version>
      <scope>test</scope>
    </dependency>
  </dependencies>
  <build>
    <plugins>
      <plugin>
        <artifactId>maven-surefire-plugin</artifactId>
        <version>3.5.2</version>
      </plugin>
    </plugins>
  </build>
</project>
`;
const gradle = `plugins {
    java
}

repositories {
    mavenCentral()
}

dependencies {
    testImplementation("org.junit.jupiter:junit-jupiter:${junit}")
}

tasks.test {
    useJUnitPlatform()
}
`;

/** Small projects of each kind that a connector can be added to. */
export const projects = {
  "Python, plain": {
    "pyproject.toml": '[project]\nname = "acme"\nversion = "1.2.0"\ndependencies = ["pydantic>=2"]\n',
    "src/acme/__init__.py": "",
    "README.md": "# Acme\n",
    "pwaf.json": identity,
  },
  "Python, FastAPI": {
    "requirements.txt": "fastapi==0.121.0\n",
    "app/__init__.py": "",
    "app/main.py":
      '"""Acme."""\n\nfrom fastapi import FastAPI\n\napp = FastAPI(\n    title="Acme (loader)",\n)\n\n\n@app.get("/")\ndef home():\n    return {}\n',
    "pwaf.json": identity,
  },
  TypeScript: {
    "package.json": '{\n  "type": "module",\n  "devDependencies": {\n    "typescript": "6.0.0"\n  }\n}\n',
    "tsconfig.json": '{ "compilerOptions": { "rewriteRelativeImportExtensions": true } }\n',
    "src/index.ts": "export {};\n",
    "pwaf.json": identity,
  },
  JavaScript: { "package.json": '{\n  "name": "acme"\n}\n', "pwaf.json": identity },
  "Java, Maven": {
    "pom.xml": pom,
    "src/main/java/com/acme/Main.java": "package com.acme;\n",
    "pwaf.json": identity,
  },
  "Java, Gradle": {
    "build.gradle.kts": gradle,
    gradlew: "",
    "src/main/java/com/acme/Main.java": "package com.acme;\n",
    "pwaf.json": identity,
  },
  Go: { "go.mod": "module example.com/acme\n\ngo 1.24\n", "pwaf.json": identity },
} as const satisfies Record<string, Files>;

export const versions = JSON.parse(readFileSync(join(root, "snippets", "packages.json"), "utf8")) as ProvedPackages;

export function projectOf(files: Files): Project {
  const [project] = detectProjects({ paths: Object.keys(files), texts: new Map(Object.entries(files)) });
  if (!project) throw new Error("no project");
  return project;
}

/** The snippets that a project can be given. */
export function snippetsFor(project: Project): [title: string, snippet: Snippet][] {
  return snippetsOf(project.language).filter(([, snippet]) => fitsProject(project, snippet));
}

export function plan(files: Files, snippet: Snippet): Plan {
  const texts = new Map(Object.entries(files));
  const project = projectOf(files);
  const config = { text: files["pwaf.json"] ?? "", below: "" };
  return planConnector({
    config,
    project,
    snippet,
    userAgent: "Acme_Loader/1.2.0",
    versions,
    paths: [...texts.keys()],
    texts,
  });
}

/** The project's files with a plan carried out. */
export function carriedOut(files: Files, { files: created, changes, config }: Plan): Record<string, string> {
  const after: Record<string, string> = { ...files, "pwaf.json": config };
  for (const { path, text } of created) after[path] = text;
  for (const path of new Set(changes.map((change) => change.path))) {
    const edits = changes.filter((change) => change.path === path).flatMap((change) => change.edits);
    after[path] = applyEdits(after[path] ?? "", edits);
  }
  return after;
}
