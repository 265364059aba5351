package main

import zerobus "github.com/databricks/zerobus-sdk/go"

func open(server, workspace string) (*zerobus.ZerobusSdk, error) {
	return zerobus.NewZerobusSdk(server, workspace)
//      ^^^^^^^^^^^^^^^^^^^^^ ua-missing-zerobus
}
