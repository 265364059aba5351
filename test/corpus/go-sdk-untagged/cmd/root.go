package cmd

import "github.com/spf13/cobra"

var rootCmd = &cobra.Command{Use: "desk", Short: "Tools for Databricks workspaces"}

func Execute() error {
	rootCmd.AddCommand(listCmd)
	return rootCmd.Execute()
}
