package names_test

import (
	"testing"

	"habeas/internal/names"
)

func TestSimilarNamesAreSuggestedAndOthersAreNot(t *testing.T) {
	t.Parallel()
	const enough = 0.72
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"María González", "Maria Gonzalez", true},
		{"GONZÁLEZ, María", "María González", true},
		{"María González Rodríguez", "María González", true},
		{"Maria Gonsales", "María González", true},
		{"M. González", "María González", true},
		{"Александр Иванов", "Aleksandr Ivanov", true},
		{"Juan de la Cruz", "Juan Cruz", true},
		{"María González", "Pedro Ramírez", false},
		{"María González", "María Ramírez", false},
		{"Ana", "Juan", false},
		{"", "Ana", false},
	} {
		if got := names.Similarity(test.a, test.b); (got >= enough) != test.want {
			t.Errorf("Similarity(%q, %q) = %.2f, want at least %.2f: %t", test.a, test.b, got, enough, test.want)
		}
		if x, y := names.Similarity(test.a, test.b), names.Similarity(test.b, test.a); x != y {
			t.Errorf("Similarity(%q, %q) is %.2f one way and %.2f the other", test.a, test.b, x, y)
		}
	}
}
