package web

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"habeas/internal/casebook"
	"habeas/internal/locale"
	"habeas/internal/when"
	"habeas/views/staff"
)

func numberOf(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}

// instant says a time as the history does.
func (w work) instant(at time.Time) string {
	return locale.DayShort(w.words.Lang(), when.DayOf(at)) + ", " + at.UTC().Format("15:04") + " UTC"
}

// notChosen are the fields of a form that nobody chooses between: what keeps
// house, the reason of this save, and citations, which are added to those that
// are there.
func notChosen(name string) bool {
	return notKept(name) || name == "version" || name == "back" || name == "base" || name == "reason" || name == "cites" || strings.HasPrefix(name, "cites.")
}

// merging puts what a person sent beside what is stored now and what both
// began with, field by field.
func (w work) merging(f *staff.Form, theirs url.Values) staff.Merge {
	began, err := url.ParseQuery(w.form.Get("base"))
	known := err == nil && w.form.Has("base")
	m := staff.Merge{Form: f, Base: theirs.Encode(), Reason: true}
	mine, now, base := units(w.form), units(theirs), units(began)
	names := maps.Clone(now)
	maps.Copy(names, mine)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if said(mine[name]) == said(now[name]) {
			m.Equal = append(m.Equal, f.MergeLabel(name))
			continue
		}
		c := staff.Merged{Name: name, Label: f.MergeLabel(name), Mine: w.inWords(f, mine[name]), Theirs: w.inWords(f, now[name]), Began: w.inWords(f, base[name])}
		switch {
		case !known:
		case said(now[name]) == said(base[name]):
			c.Choice = "mine"
		case said(mine[name]) == said(base[name]):
			c.Choice = "theirs"
		}
		m.Fields = append(m.Fields, c)
	}
	for _, name := range slices.Sorted(maps.Keys(w.form)) {
		if name == "reason" || notKept(name) || name == "version" || name == "back" || name == "base" {
			continue
		}
		for _, value := range w.form[name] {
			m.Kept = append(m.Kept, staff.Carried{Name: name, Value: value})
		}
	}
	return m
}

// units gathers the fields of a form into what is chosen as a whole.
func units(form url.Values) map[string]url.Values {
	all := map[string]url.Values{}
	for name, values := range form {
		if notChosen(name) {
			continue
		}
		unit := staff.MergeUnit(name)
		if all[unit] == nil {
			all[unit] = url.Values{}
		}
		all[unit][name] = values
	}
	return all
}

// said gives the values of a field as one text by which two can be compared:
// without what a browser changes in sending, and without empty boxes.
func said(fields url.Values) string {
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		for _, value := range fields[name] {
			if value = strings.TrimSpace(strings.ReplaceAll(value, "\r\n", "\n")); value != "" {
				lines = append(lines, name+"="+value)
			}
		}
	}
	return strings.Join(lines, "\n")
}

// inWords says the values of a field to a person.
func (w work) inWords(f *staff.Form, fields url.Values) string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		for _, value := range fields[name] {
			if strings.TrimSpace(value) != "" {
				all = append(all, w.valueInWords(f, name, value))
			}
		}
	}
	return strings.Join(all, ", ")
}

// coded are the vocabularies of fields that are called otherwise.
var coded = map[string]string{"roles": "role", "basis": "basis_citizen", "indicators": "indicator", "scopes": "consent", "exit": "exit", "qualifier": "qualifier"}

func (w work) valueInWords(f *staff.Form, name, value string) string {
	last := name[strings.LastIndex(name, ".")+1:]
	if last == "country" || last == "nationality" {
		return w.words.Country(value)
	}
	for _, list := range [][]staff.Choice{f.Lists.Sources, f.Lists.Facilities, f.Lists.ReleaseEvents} {
		for _, c := range list {
			if c.Value == value {
				return c.Label
			}
		}
	}
	for _, kind := range []string{coded[last], last, f.Name, f.Name + "_" + last} {
		if kind != "" && slices.Contains(casebook.Vocabulary(kind), value) {
			return w.words.Label(kind, value)
		}
	}
	return value
}

// chosen makes of a page of choices the form that follows from it: for each
// field what was typed or what was stored. It gives the fields for which
// nothing was chosen although two people changed them.
func (w work) chosen() (form url.Values, open map[string]bool) {
	form, open = url.Values{}, map[string]bool{}
	for name, values := range w.form {
		if own, ok := strings.CutPrefix(name, "m:"); ok {
			form[own] = values
		}
	}
	theirs, err := url.ParseQuery(w.form.Get("base"))
	if err != nil {
		theirs = url.Values{}
	}
	mine, now := units(form), units(theirs)
	names := maps.Clone(now)
	maps.Copy(names, mine)
	for name := range names {
		switch w.form.Get("choose:" + name) {
		case "mine":
		case "theirs":
			for field := range mine[name] {
				delete(form, field)
			}
			maps.Copy(form, now[name])
		default:
			open[name] = said(mine[name]) != said(now[name])
		}
	}
	for _, name := range []string{"version", "back", "base", "reason", "csrf"} {
		if w.form.Has(name) {
			form[name] = w.form[name]
		}
	}
	return form, open
}

// showMerge answers a save that came too late with the page of choices. What
// was left open on an earlier one is marked.
func (w work) showMerge(f *staff.Form, theirs url.Values, version int, open map[string]bool) error {
	f.Version = version
	m := w.merging(f, theirs)
	for i := range m.Fields {
		if open[m.Fields[i].Name] {
			m.Fields[i].Missing, m.Fields[i].Choice = true, ""
		}
	}
	return render(w, http.StatusConflict, staff.MergePage(m))
}

func anyOpen(open map[string]bool) bool {
	for _, is := range open {
		if is {
			return true
		}
	}
	return false
}
