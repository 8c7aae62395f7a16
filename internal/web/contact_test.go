package web_test

import (
	"strings"
	"testing"

	"habeas/internal/config"
)

func TestReadersAreToldHowToReachWhoeverRunsTheSite(t *testing.T) {
	t.Parallel()
	for contact, want := range map[string]string{
		"cases@ngo.example":       `Write to whoever runs this site: <a href="mailto:cases@ngo.example">cases@ngo.example</a>`,
		"+58 212 555 0100":        `Call whoever runs this site: <a href="tel:+582125550100">+58 212 555 0100</a>`,
		"https://ngo.example/fix": `<a href="https://ngo.example/fix">https://ngo.example/fix</a>`,
		"":                        "has given no address here yet",
	} {
		l := newLibraryWith(t, config.Config{BaseURL: "https://habeas.example", Contact: contact})
		for _, path := range []string{"/", "/corrections", "/cases/VE-2026-0001"} {
			page := l.get(path).Body.String()
			if !strings.Contains(page, want) || strings.Contains(page, `href=""`) {
				t.Errorf("%s with the contact %q does not say %s", path, contact, want)
			}
		}
		if es := l.get("/es/corrections").Body.String(); strings.Contains(es, "whoever") || contact != "" && !strings.Contains(es, contact) {
			t.Errorf("the Spanish page does not say %q in Spanish", contact)
		}
	}
}
