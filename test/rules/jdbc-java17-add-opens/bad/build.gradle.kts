plugins {
    application
}

kotlin {
    jvmToolchain(21)
}

dependencies {
    implementation("com.databricks:databricks-jdbc:3.0.7")
    //              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ jdbc-java17-add-opens
}
