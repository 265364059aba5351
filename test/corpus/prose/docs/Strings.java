package com.quillmark.docs;

/** Texts of the settings page. */
public final class Strings {
  public static final String HOST_HINT = "adb-1234567890123456.7.azuredatabricks.net";
  public static final String JDBC_HINT = "jdbc:databricks://<host>:443;httpPath=<path>";
  public static final String TOKEN_HINT = "dapi" + "x".repeat(32);
  public static final String PATH_HINT = "/sql/1.0/warehouses/<id>";

  private Strings() {}
}
