package main

import zerobus "github.com/databricks/zerobus-sdk/go"

func open(server, workspace string, options ...zerobus.Option) {
	zerobus.NewZerobusSdk(server, workspace, zerobus.WithApplicationName("Acme_Loader/1.2.0"))
	zerobus.NewZerobusSdk(server, workspace, options...)
}
