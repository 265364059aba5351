ThisBuild / scalaVersion := "2.13.15"

lazy val root = (project in file("."))
  .settings(
    name := "curation",
    version := "0.4.1",
    libraryDependencies ++= Seq(
      "com.databricks" %% "databricks-connect" % "17.0.1",
      "com.databricks" % "databricks-sdk-java" % "0.73.0"
    )
  )
