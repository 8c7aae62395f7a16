package locale

// noun is a date as a thing: bare, as it stands alone, and as it stands inside
// a phrase, which in Spanish needs its article.
type noun struct{ bare, inside string }

// pair holds one phrase about two days in its three lengths, so that a month
// or a year they share is said once. The arguments are day, day, month, year;
// then day, month, day, month, year; then the two nouns.
type pair struct{ sameMonth, sameYear, full string }

// dateWords are all phrases for dates of one language in one length. They are
// formats with numbered arguments, so that each language has its own order.
type dateWords struct {
	notKnown string
	months   [12]string
	contract func(string) string // joins a preposition and an article

	day, dayNoYear noun // day, month, year
	month          noun // month, year
	year           noun
	beforeChrist   string
	decade         noun
	parts          [21]noun // EDTF 21 to 41, of a year
	crossYear      string   // a winter's year: first year, last two digits of the next

	yearNotKnown, withoutYear             string
	someDayIn, someMonthOf                string // of a month or year
	dayOfSomeMonth                        string // day, year
	someDay, someMonth, someYear, someRun string // between two nouns
	estimate                              string // year, first, last

	run, between, stretch pair
	onDays                string
	dayInList             string // a day within "on 12 or 14 January 2026"
	comma, or, orSound    string // orSound before a word that begins with o
	and                   string
	by, byPeriod          string
	from, fromPeriod      string
	upTo, onward          string

	stillGoing, endUnknown, openUntil, unknownUntil string
	unknownOpen, openUnknown, openOpen              string

	about, aboutInside, approximate string       // aboutInside within a phrase
	uncertain, doubt                string       // at the end of a phrase, and inside one
	partDoubt                       [3][2]string // year, month, day: uncertain, approximate

	clock, clockZone string

	sinceThen, sinceUnknown, sinceBefore, sinceLater string
	sinceBetween                                     pair
}

func longDates(l Lang) *dateWords {
	if l == Spanish {
		return &spanishDates
	}
	return &englishDates
}

func shortDates(l Lang) *dateWords {
	if l == Spanish {
		return &spanishShortDates
	}
	return &englishShortDates
}
