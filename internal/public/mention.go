package public

import "encoding/json"

// Mention is a source or a place of detention that a public document names:
// the kind and the key of its own page.
type Mention struct{ Kind, Key string }

// mentioning is what a document of any kind names sources and places by. A
// field that comes to name one has to be added here, or its page goes while it
// is still named.
type mentioning struct {
	Sources   []cited `json:"sources"`
	Positions []struct {
		Sources []cited `json:"sources"`
	} `json:"positions"`
	DerivedFrom []struct {
		ID string `json:"id"`
	} `json:"derived_from"`
	Facility *named `json:"facility"`
	Timeline []struct {
		Facility *named `json:"facility"`
	} `json:"timeline"`
}

// cited is a source as documents cite it, with the sources it repeats there.
type cited struct {
	ID     string `json:"id"`
	Quotes []struct {
		OriginID string `json:"origin_id"`
	} `json:"quotes"`
}

// named is a place as documents name it.
type named struct {
	Slug string `json:"slug"`
}

// MentionsIn gives the sources and places that a document names, each once, in
// the order of the document; none for a document that was taken off.
func MentionsIn(document []byte) ([]Mention, error) {
	if document == nil {
		return nil, nil
	}
	var m mentioning
	if err := json.Unmarshal(document, &m); err != nil {
		return nil, err
	}
	var all []Mention
	seen := map[Mention]bool{}
	add := func(kind, key string) {
		if one := (Mention{kind, key}); key != "" && !seen[one] {
			all, seen[one] = append(all, one), true
		}
	}
	for _, p := range m.Positions { // those in a case use the list of the case
		m.Sources = append(m.Sources, p.Sources...)
	}
	for _, s := range m.Sources {
		add(DocSource, s.ID)
		for _, q := range s.Quotes {
			add(DocSource, q.OriginID)
		}
	}
	for _, s := range m.DerivedFrom {
		add(DocSource, s.ID)
	}
	m.Facility.add(add)
	for _, e := range m.Timeline {
		e.Facility.add(add)
	}
	return all, nil
}

func (n *named) add(add func(kind, key string)) {
	if n != nil {
		add(DocFacility, n.Slug)
	}
}
