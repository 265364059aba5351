package main

import (
	"fmt"
	"os"

	_ "github.com/databricks/databricks-sql-go"
)

func main() {
	fmt.Println("token", os.Getenv("DATABRICKS_TOKEN"))
//                               ^^^^^^^^^^^^^^^^ secret-logged
}
