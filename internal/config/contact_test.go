package config_test

import (
	"testing"

	"habeas/internal/config"
	"habeas/internal/fault"
)

func TestAContactBecomesTheLinkThatReachesIt(t *testing.T) {
	t.Parallel()
	for contact, want := range map[string]string{
		"":                            "",
		"cases@ngo.example":           "mailto:cases@ngo.example",
		"  cases@ngo.example ":        "mailto:cases@ngo.example",
		"a+b?c@ngo.example":           "mailto:a+b%3Fc@ngo.example",
		"+58 (212) 555-01.00":         "tel:+582125550100",
		"https://ngo.example/contact": "https://ngo.example/contact",
	} {
		c := config.Default()
		c.Contact = contact
		if err := c.Validate(); err != nil {
			t.Errorf("%q is refused: %v", contact, fault.FieldsOf(err))
		}
		if got := c.ContactLink(); got != want {
			t.Errorf("%q leads to %q, want %q", contact, got, want)
		}
	}
}

func TestAContactThatNobodyCouldReachIsRefused(t *testing.T) {
	t.Parallel()
	for _, contact := range []string{
		"ngo.example", "javascript:alert(1)", "Ana <ana@ngo.example>", "a@x.org,b@x.org", "0212 555 0100", "+58", "+58 212 CALL NOW", "+1234567890123456",
		"https://", "https://u:secret@ngo.example", "https://ngo.example/a b", "mailto:a@x.org\nBcc: b@x.org", `"a b"@x.org`, "//ngo.example",
	} {
		c := config.Default()
		c.Contact = contact
		if fields := fault.FieldsOf(c.Validate()); len(fields) != 1 || fields.Names()[0] != "CONTACT" {
			t.Errorf("%q: the settings at fault are %v, want CONTACT alone", contact, fields)
		}
	}
}
