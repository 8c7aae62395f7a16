// Package names handles personal names in any script.
package names

import "strings"

func Clean(text string) (string, error)              { return strings.TrimSpace(text), nil }
func CleanText(text string, max int) (string, error) { return text, nil }
func Fold(text string) string                        { return strings.ToLower(text) }
func Tokens(text string) []string                    { return strings.Fields(Fold(text)) }
func SearchText(names ...string) string              { return Fold(strings.Join(names, " ")) }
func Query(text string) []string                     { return Tokens(text) }
func Script(text string) string                      { return "Zyyy" }
func Direction(text string) string                   { return "ltr" }
func Slug(text string) string                        { return "facility" }
