plugins {
    kotlin("jvm") version "2.1.0"
    application
}

repositories { mavenCentral() }

dependencies {
    implementation("com.databricks:databricks-jdbc:2.7.1")
    implementation("com.zaxxer:HikariCP:6.2.1")
}

kotlin { jvmToolchain(21) }

application {
    mainClass = "com.ostrea.kiosk.MainKt"
    applicationDefaultJvmArgs = listOf("--add-opens=java.base/java.nio=ALL-UNNAMED")
}
