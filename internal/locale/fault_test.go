package locale_test

import (
	"testing"

	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/when"
)

func TestAFaultIsSaidInTheLanguageOfTheReader(t *testing.T) {
	t.Parallel()
	es, en := locale.For(locale.Spanish), locale.For(locale.English)
	for _, tt := range []struct {
		why    string
		text   fault.Text
		en, es string
	}{
		{"a sentence with an argument", fault.Say("Give a whole number from 1 to %d.", 100), "Give a whole number from 1 to 100.", "Escriba un número entero de 1 a 100."},
		{"a sentence within a sentence", fault.Say("%s %s has %d days.", fault.Say("February"), "2026", 28), "February 2026 has 28 days.", "El mes de febrero de 2026 tiene 28 días."},
		{"several sentences", fault.Join(fault.Say("The year is missing."), fault.Text{}, fault.Say("Write %s if that is what it means.", "XXXX-05")), "The year is missing. Write XXXX-05 if that is what it means.", "Falta el año. Escriba XXXX-05 si es eso lo que significa."},
		{"a day", fault.Say("This case is under embargo until %s.", when.Day{Year: 2026, Month: 1, Day: 12}), "This case is under embargo until 12 January 2026.", "Este caso no debe publicarse antes del 12 de enero de 2026."},
		{"nothing", fault.Text{}, "", ""},
	} {
		if got := en.Fault(tt.text); got != tt.en {
			t.Errorf("%s in English: got %q, want %q", tt.why, got, tt.en)
		}
		if got := es.Fault(tt.text); got != tt.es {
			t.Errorf("%s in Spanish: got %q, want %q", tt.why, got, tt.es)
		}
	}
}
