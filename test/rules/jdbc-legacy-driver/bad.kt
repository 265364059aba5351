package com.acme.loader

import java.sql.DriverManager

fun open(host: String) = DriverManager.getConnection("jdbc:spark://" + host + ":443;UserAgentEntry=Acme_Loader/1.2.0")
//                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ jdbc-legacy-driver
