dependencies {
    implementation("com.databricks:databricks-jdbc:2.7.1")
    //              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ jdbc-legacy-driver
    runtimeOnly(files("libs/SparkJDBC42.jar"))
    //                      ^^^^^^^^^^^^^^^ jdbc-legacy-driver
}
