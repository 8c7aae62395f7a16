package demo

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"habeas/internal/casebook"
	"habeas/internal/fault"
)

// Entries of the data files: a draft of the desk with the key by which other
// entries refer to it, and what hangs on it.
type (
	sourceEntry struct {
		Key string `json:"key"`
		casebook.SourceDraft
	}
	facilityEntry struct {
		Key string `json:"key"`
		casebook.FacilityDraft
	}
	contextEntry struct {
		Key string `json:"key"`
		casebook.ContextDraft
		Claims []claimEntry `json:"claims"`
	}
	advisoryEntry struct {
		Key string `json:"key"`
		casebook.AdvisoryDraft
		Claims []claimEntry `json:"claims"`
	}
	releaseEventEntry struct {
		Key string `json:"key"`
		casebook.ReleaseEventDraft
		Claims []claimEntry `json:"claims"`
	}
	claimEntry struct {
		Key     string `json:"key"`
		Country string `json:"country"` // only of a claim on a country
		casebook.ClaimDraft
	}
	caseEntry struct {
		Key string `json:"key"`
		casebook.CaseDraft
		Cites       []casebook.CitationDraft `json:"cites"`
		PersonCites []casebook.CitationDraft `json:"person_cites"`
		GroupCites  []casebook.CitationDraft `json:"group_cites"`
		Consents    []casebook.ConsentDraft  `json:"consents"`
		Events      []eventEntry             `json:"events"`
		Overlaps    []overlapEntry           `json:"overlaps"`
	}
	eventEntry struct {
		Key string `json:"key"`
		casebook.EventDraft
	}
	overlapEntry struct {
		casebook.OverlapDraft
		Cites []casebook.CitationDraft `json:"cites"`
	}
	releaseEntry struct {
		Key string `json:"key"`
		casebook.ReleaseDraft
	}
	countEntry struct {
		Key string `json:"key"`
		casebook.CountDraft
	}
	positionEntry struct {
		Key string `json:"key"`
		casebook.PositionDraft
	}
)

// read gives the entries of one data file. A field that no draft knows is an
// error, so that a misspelt one cannot be lost in silence.
func read[T any](name string) ([]T, error) {
	data, err := files.ReadFile("data/" + name + ".json")
	if err != nil {
		return nil, err
	}
	var entries []T
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&entries); err != nil {
		return nil, fmt.Errorf("demo: %s.json: %w", name, err)
	}
	return entries, nil
}

// each reads a data file and does log with every entry, in the order of the
// file. What goes wrong is told with the file, the key and the fields.
func each[T any](l *loader, name string, keyOf func(T) string, log func(T) error) error {
	entries, err := read[T](name)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := log(e); err != nil {
			return fmt.Errorf("demo: %s.json, %s: %w", name, keyOf(e), inWords(err))
		}
	}
	return nil
}

// inWords adds to an error what it has to say to people. The log may have it
// here, since every word of it is about the embedded data.
func inWords(err error) error {
	var f *fault.Error
	if !errors.As(err, &f) {
		return err
	}
	said := []string{f.Message.String()}
	for _, fix := range f.Fixes {
		said = append(said, fix.String())
	}
	for _, field := range f.Fields.Names() {
		said = append(said, field+": "+f.Fields[field].String())
	}
	return fmt.Errorf("%w (%s)", err, strings.Join(said, " "))
}

// give remembers what the desk called an entry.
func (l *loader) give(kind, key, id string) { l.ids[kind+"/"+key] = id }

// id gives what the desk called the entry with a key; an empty key gives "".
func (l *loader) id(kind, key string) (string, error) {
	if key == "" {
		return "", nil
	}
	id, ok := l.ids[kind+"/"+key]
	if !ok {
		return "", fmt.Errorf("there is no %s with the key %q before this entry", kind, key)
	}
	return id, nil
}

// cites gives the citations with ids in place of keys.
func (l *loader) cites(drafts []casebook.CitationDraft) ([]casebook.CitationDraft, error) {
	out := make([]casebook.CitationDraft, len(drafts))
	for i, d := range drafts {
		var err error
		if d.Source, err = l.id("source", d.Source); err != nil {
			return nil, err
		}
		if d.Origin, err = l.id("source", d.Origin); err != nil {
			return nil, err
		}
		out[i] = d
	}
	return out, nil
}
