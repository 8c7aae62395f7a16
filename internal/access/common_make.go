//go:build ignore

// This program writes common_passwords.bin out of a list of passwords, a JSON
// array: go run common_make.go LIST. common_passwords.txt says which list.
package main

import (
	"encoding/json"
	"os"
	"slices"

	"habeas/internal/access"
)

func main() {
	text, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	var list []string
	if err := json.Unmarshal(text, &list); err != nil {
		panic(err)
	}
	var marks [][4]byte
	for _, password := range list {
		marks = append(marks, access.Mark(password))
	}
	slices.SortFunc(marks, func(a, b [4]byte) int { return slices.Compare(a[:], b[:]) })
	var out []byte
	for _, m := range slices.Compact(marks) {
		out = append(out, m[:]...)
	}
	if err := os.WriteFile("common_passwords.bin", out, 0o644); err != nil {
		panic(err)
	}
}
