package when

// The words that dates are told in, English and Spanish. They serve to guess
// what was meant; the words that people are shown live with the languages.
var (
	monthWords = map[string]int{
		"january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4,
		"may": 5, "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8,
		"september": 9, "sept": 9, "sep": 9, "october": 10, "oct": 10, "november": 11, "nov": 11,
		"december": 12, "dec": 12,
		"enero": 1, "ene": 1, "febrero": 2, "marzo": 3, "abril": 4, "abr": 4, "mayo": 5, "junio": 6,
		"julio": 7, "agosto": 8, "ago": 8, "septiembre": 9, "setiembre": 9, "octubre": 10,
		"noviembre": 11, "diciembre": 12, "dic": 12,
	}
	seasonWords = map[string]string{
		"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24",
		"primavera": "21", "verano": "22", "otoño": "23", "invierno": "24",
		"q1": "33", "q2": "34", "q3": "35", "q4": "36", "h1": "40", "h2": "41",
	}
	ordinalWords = map[string]int{
		"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
		"primer": 1, "primera": 1, "segundo": 2, "segunda": 2, "tercer": 3, "cuarto": 4,
	}
	fillers = map[string]bool{
		"the": true, "of": true, "on": true, "in": true, "day": true, "some": true, "date": true,
		"de": true, "del": true, "el": true, "la": true, "en": true, "día": true, "than": true, "que": true,
		"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
		"mon": true, "tue": true, "wed": true, "thu": true, "fri": true, "sat": true, "sun": true,
		"lunes": true, "martes": true, "miércoles": true, "jueves": true, "viernes": true, "sábado": true, "domingo": true,
	}
	relativeWords = map[string]bool{
		"today": true, "yesterday": true, "tomorrow": true, "ago": true, "last": true, "week": true, "weeks": true, "recently": true,
		"hoy": true, "ayer": true, "mañana": true, "hace": true, "pasado": true, "pasada": true, "semana": true, "semanas": true,
	}
	unknownWords = map[string]bool{"unknown": true, "na": true, "none": true, "tbd": true, "desconocida": true, "desconocido": true, "desconoce": true}

	// leads gives what the first words of a phrase make of the rest.
	leads = []struct {
		words string
		build func(string) []string
	}{
		{"no later than", upTo}, {"not later than", upTo}, {"a más tardar", upTo}, {"a mas tardar", upTo},
		{"no earlier than", fromThen}, {"not before", fromThen},
		{"about", qualified("~")}, {"around", qualified("~")}, {"circa", qualified("~")}, {"ca", qualified("~")}, {"c", qualified("~")},
		{"approximately", qualified("~")}, {"approx", qualified("~")}, {"roughly", qualified("~")}, {"hacia", qualified("~")},
		{"alrededor", qualified("~")}, {"aproximadamente", qualified("~")}, {"aprox", qualified("~")}, {"cerca", qualified("~")},
		{"possibly", qualified("?")}, {"perhaps", qualified("?")}, {"maybe", qualified("?")}, {"probably", qualified("?")}, {"reportedly", qualified("?")},
		{"posiblemente", qualified("?")}, {"quizá", qualified("?")}, {"quizás", qualified("?")}, {"probablemente", qualified("?")},
		{"since", ongoing}, {"desde", ongoing},
		{"before", earlierThan}, {"antes", earlierThan}, {"by", upTo}, {"until", upTo}, {"till", upTo}, {"hasta", upTo},
		{"after", laterThan}, {"después", laterThan}, {"despues", laterThan}, {"tras", laterThan},
		{"early", third(0)}, {"beginning", third(0)}, {"principios", third(0)}, {"comienzos", third(0)}, {"a principios", third(0)}, {"a comienzos", third(0)},
		{"mid", third(1)}, {"middle", third(1)}, {"mediados", third(1)}, {"a mediados", third(1)},
		{"late", third(2)}, {"end", third(2)}, {"finales", third(2)}, {"fines", third(2)}, {"a finales", third(2)}, {"a fines", third(2)},
	}
	// pairs gives the words between two dates and what they make of them.
	pairs = []struct {
		before, between string
		build           func(a, b string) []string
	}{
		{"between ", " and ", anyOf}, {"entre ", " y ", anyOf},
		{"from ", " to ", stretch}, {"from ", " until ", stretch}, {"desde ", " hasta ", stretch}, {"del ", " al ", stretch},
		{"", " or ", eitherOf}, {"", " o ", eitherOf},
		{"", " to ", stretchOrAny}, {"", " until ", stretchOrAny}, {"", " through ", stretchOrAny}, {"", " al ", stretchOrAny},
		{"", " a ", stretchOrAny}, {"", " - ", stretchOrAny}, {"", "-", stretchOrAny}, {"", " and ", eitherOf}, {"", " y ", eitherOf},
	}
)
