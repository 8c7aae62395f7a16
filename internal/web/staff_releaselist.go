package web

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/views/staff"
)

// suggestFor is for how many entries of a list our cases are searched at a time.
const suggestFor = 100

// keepList keeps a list of people about a release event.
func (s *Server) keepList(w work) error {
	file, err := s.o.Desk.ReleaseFile(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	return serve(w, sheet[casebook.ListDraft]{
		name: "list", title: w.t("add_list"), back: staff.Under(staff.ReleasesPath, file.Event.ID), lists: withSources, dates: []string{"as_of"},
		fields: func(f *staff.Form) templ.Component { return staff.ListFields(f) },
		save: func(in casebook.ListDraft) (string, error) {
			id, err := s.o.Desk.KeepList(w.ctx(), w.by, file.Event.ID, in)
			return staff.Under(staff.MarkedListsPath, id, "match"), err
		},
	})
}

// listSheet reads a list for its pages.
func (w work) listSheet(suggest int) (staff.Sheet, error) {
	l, err := w.s.o.Desk.ReleaseList(w.ctx(), w.by, w.id(), suggest)
	if err != nil {
		return staff.Sheet{}, err
	}
	return staff.Sheet{ListTally: l.ListTally, Matched: l.Matched, Alike: l.Alike, Evidence: l.Evidence}, nil
}

// releaseList shows a list with what its entries were found to be.
func (s *Server) releaseList(w work) error {
	l, err := w.listSheet(0)
	if err != nil {
		return err
	}
	p := w.page("")
	p.Title = p.ListName(l.List)
	return w.show(staff.PeopleList(p, l))
}

// found is the form in which entries are settled: its fields have the ids of
// entries in their names, so it is read by hand.
type found struct{}

// matchList asks of every entry which of our cases it is.
func (s *Server) matchList(w work) error {
	l, err := w.listSheet(suggestFor)
	if err != nil {
		return err
	}
	back := staff.Under(staff.MarkedListsPath, l.List.ID)
	return serve(w, sheet[found]{
		name: "match", title: w.t("match_of", "what", w.page("").ListName(l.List)), back: back,
		fields: func(f *staff.Form) templ.Component {
			if w.form == nil {
				for _, e := range l.Entries {
					f.Values.Set("entry."+string(e.ID), standing(l, e))
				}
			}
			return staff.MatchFields(f, l)
		},
		save: func(found) (string, error) {
			return back, s.o.Desk.SettleEntries(w.ctx(), w.by, l.List.ID, settlements(w.form, l.Entries))
		},
	})
}

// standing gives what an entry was found to be, as the form says it.
func standing(l staff.Sheet, e casebook.Entry) string {
	if line, ok := l.Matched[e.CaseID]; ok {
		return "ref:" + string(line.Case.Ref)
	}
	return string(e.Match)
}

// settlements reads what the form says of the entries; a reference that was
// typed goes before what was chosen.
func settlements(form url.Values, entries []casebook.Entry) []desk.Settlement {
	var all []desk.Settlement
	for _, e := range entries {
		said := form.Get("entry." + string(e.ID))
		if typed := strings.ToUpper(strings.TrimSpace(form.Get("ref." + string(e.ID)))); typed != "" {
			said = "ref:" + typed
		}
		if said == "" {
			continue
		}
		one := desk.Settlement{Entry: e.ID, Match: casebook.Match(said)}
		one.Version, _ = strconv.Atoi(form.Get("version." + string(e.ID)))
		if ref, ours := strings.CutPrefix(said, "ref:"); ours {
			one.Match, one.Ref = casebook.IsOurs, casebook.Ref(ref)
		}
		all = append(all, one)
	}
	return all
}

// editList changes what a list is, or adds names to it.
func (s *Server) editList(w work) error {
	l, err := w.listSheet(0)
	if err != nil {
		return err
	}
	row, back := l.List, staff.Under(staff.MarkedListsPath, l.List.ID)
	draft := casebook.ListDraft{Kind: string(row.Kind), Title: row.Title, Claimant: row.Claimant, AsOf: row.AsOf.String(), Claimed: numeral(row.Claimed), Note: row.Note}
	return serve(w, sheet[casebook.ListDraft]{
		name: "list", title: w.t("edit_of", "what", w.t("kind.list")), back: back, lists: withSources, dates: []string{"as_of"}, draft: draft, version: row.Version,
		fields: func(f *staff.Form) templ.Component { return staff.ListFields(f) },
		save: func(in casebook.ListDraft) (string, error) {
			return back, s.o.Desk.EditList(w.ctx(), w.by, row.ID, w.version(), in, w.form.Get("reason"))
		},
		reload: func() (casebook.ListDraft, int, error) { return draft, row.Version, nil },
	})
}

// removeList takes a list away with its entries.
func (s *Server) removeList(w work) error {
	l, err := w.listSheet(0)
	if err != nil {
		return err
	}
	to := staff.Under(staff.ReleasesPath, l.List.ReleaseEventID)
	return confirm(w, asked{
		title: w.t("remove_of", "what", w.t("kind.list")), lead: w.t("remove_part.lead"), button: w.t("remove"), what: []string{w.page("").ListName(l.List)},
		back: to, version: l.List.Version,
		do: func(reason string) error { return s.o.Desk.RemoveList(w.ctx(), w.by, l.List.ID, w.version(), reason) },
	})
}

// compareLists sets the lists of a release event beside each other.
func (s *Server) compareLists(w work) error {
	f, c, err := s.o.Desk.CompareLists(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	return w.show(staff.Compare(w.titled("compare.title", "what", w.text(f.Event.Title)), f, c))
}
