kotlin {
    jvmToolchain(11)
}

dependencies {
    implementation("com.databricks:databricks-jdbc:3.0.7")
}
