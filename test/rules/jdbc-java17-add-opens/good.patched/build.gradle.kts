kotlin {
    jvmToolchain(21)
}

dependencies {
    implementation("com.databricks:databricks-jdbc:3.3.0")
    runtimeOnly("com.databricks:databricks-sdk-java:0.73.0")
}
