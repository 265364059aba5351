dependencies {
    implementation("com.databricks:databricks-jdbc:3.1.1")
    testImplementation("com.databricks:databricks-jdbc:1.0.10-oss")
}
