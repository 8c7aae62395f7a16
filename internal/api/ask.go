package api

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"habeas/internal/export"
	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/when"
)

// read takes the question out of an address, and what every address takes out
// of the question: fields, and lang.
func (r *request) read() (err error) {
	r.words = locale.For(locale.English)
	if r.asked, err = url.ParseQuery(r.Request().URL.RawQuery); err != nil {
		return fault.New(fault.Invalid, "What stands behind the question mark cannot be read. Write it as name=value, joined by &, with other signs as %%3B and the like.").Because(err)
	}
	wrong := fault.Fields{}
	if given := r.take("lang", wrong); given != "" {
		if l := locale.Lang(given); slices.Contains(locale.Langs, l) {
			r.words = locale.For(l)
		} else {
			wrong["lang"] = fault.Say("Choose the language en or es.")
		}
	}
	for _, list := range r.asked["fields"] {
		for _, name := range strings.Split(list, ",") {
			if name = strings.TrimSpace(name); name != "" {
				r.wanted = append(r.wanted, name)
			}
		}
	}
	delete(r.asked, "fields")
	return invalid(wrong)
}

// take gives a parameter that may stand once, and takes it out of the question.
func (r *request) take(name string, wrong fault.Fields) string {
	given := r.asked[name]
	delete(r.asked, name)
	if len(given) > 1 {
		wrong[name] = fault.Say("Give this once only.")
	}
	if len(given) != 1 {
		return ""
	}
	return strings.TrimSpace(given[0])
}

// only refuses whatever is left of a question that takes names, by telling
// which there are.
func (r *request) only(names ...string) error {
	wrong := fault.Fields{}
	for name := range r.asked {
		wrong[name] = fault.Say("There is no such parameter here.")
	}
	if len(wrong) == 0 {
		return nil
	}
	f := invalid(wrong).(*fault.Error)
	if len(names) == 0 {
		return f.Fix("Leave out the question mark and what stands behind it: there is nothing to choose here.")
	}
	return f.Fix("Parameters: %s.", strings.Join(names, ", "))
}

// invalid is fault.Invalid for what an address asks wrongly, nil for nothing.
func invalid(wrong fault.Fields) error {
	if len(wrong) == 0 {
		return nil
	}
	f := fault.New(fault.Invalid, "This address asks for something that does not exist.")
	f.Fields = wrong
	return f
}

// days are the names of the days that a record can be read as of.
var days = []string{"as_of", "known_at"}

// stretch is which part of a list is asked for.
type stretch struct {
	country string
	after   string
	limit   int
}

// stretch reads the parameters of a list that has no filters but the country,
// when named, and goes to the record as of the day that they name.
func (r *request) stretch(names ...string) (s stretch, err error) {
	wrong, past := fault.Fields{}, reading.Past{}
	for name, day := range map[string]*when.Day{"as_of": &past.AsOf, "known_at": &past.KnownAt} {
		if given := r.take(name, wrong); given != "" {
			if *day, err = when.ParseDay(given); err != nil {
				wrong[name] = fault.Say("“%s” is not a day like 2026-01-13.", given)
			}
		}
	}
	s.limit = public.DefaultLimit
	for _, name := range names {
		given := r.take(name, wrong)
		switch {
		case given == "":
		case name == "country" && !locale.ValidCountry(given):
			wrong[name] = fault.Say("This is not a country code of two capital letters, like VE.")
		case name == "country":
			s.country = given
		case name == "after":
			s.after = given
		case name == "limit":
			if s.limit, err = strconv.Atoi(given); err != nil || s.limit < 1 || s.limit > public.MaxLimit {
				wrong[name] = fault.Say("Give a whole number from 1 to %d.", public.MaxLimit)
			}
		}
	}
	if err := r.only(slices.Concat(names, days, everywhere)...); err != nil {
		return s, also(err, wrong)
	}
	if err := invalid(wrong); err != nil {
		return s, err
	}
	return s, r.at(past)
}

// everywhere are the parameters that every list takes.
var everywhere = []string{"fields", "lang"}

// also adds to a fault what else is wrong.
func also(err error, wrong fault.Fields) error {
	for name, text := range wrong {
		fault.FieldsOf(err)[name] = text
	}
	return err
}

// query reads the filters of the list of cases, the same as those of its page,
// and goes to the record as of the day that they name.
func (r *request) query() (public.Query, error) {
	going := r.asked["before"]
	delete(r.asked, "before")
	q, err := public.ParseQuery(r.asked)
	if len(going) > 0 {
		err = orInvalid(err, "before", fault.Say("There is no way back here: keep the pages that you have read, and leave this out."))
	}
	if q.Sort == "relevance" {
		err = orInvalid(err, "sort", fault.Say("This order changes as cases are added, so that pages would not fit together. Sort by one of: %s.", "newest, oldest, updated, longest_held"))
	}
	if err != nil {
		return q, err
	}
	return q, r.at(reading.Past{AsOf: q.AsOf, KnownAt: q.KnownAt})
}

// orInvalid adds what is wrong with one parameter to what is wrong already.
func orInvalid(err error, name string, text fault.Text) error {
	if fault.FieldsOf(err) == nil {
		return invalid(fault.Fields{name: text})
	}
	return also(err, fault.Fields{name: text})
}

// at goes to the record as of a day, and then finds the question its place: a
// record that has to be put together first keeps nobody from theirs.
func (r *request) at(past reading.Past) error {
	room, done, err := r.api.o.Reading.At(r.ctx(), past)
	if err != nil {
		return err
	}
	leave, err := r.api.place(r.ctx())
	if err != nil {
		done()
		return err
	}
	r.room, r.close = room, func() { leave(); done() }
	return nil
}

// style is how rows are written for whoever asks.
func (r *request) style() export.Style {
	return export.Style{Words: r.words, Today: r.room.Today(), BaseURL: r.api.o.BaseURL}
}

// choose refuses fields that a row does not have, by naming those it has.
func (r *request) choose(have []string) error {
	for _, name := range r.wanted {
		if !slices.Contains(have, name) {
			return invalid(fault.Fields{"fields": fault.Say("There is no field “%s”. Choose from: %s.", clip(name), strings.Join(have, ", "))})
		}
	}
	return nil
}

func clip(v string) string {
	if r := []rune(v); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return v
}
