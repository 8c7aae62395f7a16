package evidence

// Wrong is one kind of thing that does not hold.
type Wrong string

// What can be found wrong.
const (
	Missing    Wrong = "missing"    // an entry is gone from before this one
	Misplaced  Wrong = "misplaced"  // the entry does not follow the one before it
	Altered    Wrong = "altered"    // the entry is not what was hashed
	TextLost   Wrong = "text_lost"  // the text is gone, and no entry says that it was erased
	TextFalse  Wrong = "text_false" // the text is not what was committed to
	TextExtra  Wrong = "text_extra" // there is text for an entry that is not there, or whose text was erased
	CutOff     Wrong = "cut_off"    // entries are gone from the end
	RolledBack Wrong = "rolled_back"
	Rewritten  Wrong = "rewritten" // the chain does not hold a head that was kept
	RowChanged Wrong = "row_changed"
	RowUnknown Wrong = "row_unknown" // a row that no entry tells of
	RowLost    Wrong = "row_lost"
)

// Finding is one thing that does not hold, with the entry, or the row and its
// field, where it was seen.
type Finding struct {
	Wrong                  Wrong
	Seq                    int64
	SubjectKind, SubjectID string
	Field                  string
}

// Link is an entry as it is kept, with its text when that is there.
type Link struct {
	Entry
	Prev, Hash Hash
	Salt       *Salt // nil when the text was erased
	Text       Text
}

// Walk goes along a chain from its first entry to its last and gathers what
// does not hold. The zero value is ready. After a finding it goes on from what
// the chain itself says, so that one change is not told a thousand times.
type Walk struct {
	Head     Head
	Findings []Finding

	erased  map[int64]bool // told to be erased
	without map[int64]bool // without text
	seen    map[Hash]int64 // the place of each hash that is looked for
	kept    []Head
}

// Keep has the walk look for heads that were kept elsewhere.
func (w *Walk) Keep(heads ...Head) {
	w.kept = append(w.kept, heads...)
	if w.seen == nil {
		w.seen = map[Hash]int64{}
	}
	for _, h := range heads {
		w.seen[h.Hash] = 0
	}
}

// Next takes the next entry.
func (w *Walk) Next(l Link) {
	switch {
	case l.Seq != w.Head.Count+1:
		w.found(Missing, l)
	case l.Prev != w.Head.Hash:
		w.found(Misplaced, l)
	}
	if l.Sum(l.Prev) != l.Hash {
		w.found(Altered, l)
	}
	w.text(l)
	w.Head = Head{Count: l.Seq, Hash: l.Hash, At: l.At}
	if _, wanted := w.seen[l.Hash]; wanted {
		w.seen[l.Hash] = l.Seq
	}
}

// text compares the text of an entry with the commitment to it.
func (w *Walk) text(l Link) {
	if l.Erases != 0 {
		if w.erased == nil {
			w.erased = map[int64]bool{}
		}
		w.erased[l.Erases] = true
		if l.Erases >= l.Seq {
			w.found(Altered, l)
		}
	}
	switch {
	case l.Salt == nil:
		if w.without == nil {
			w.without = map[int64]bool{}
		}
		w.without[l.Seq] = true
	case l.Text.Commitment(*l.Salt) != l.Commitment:
		w.found(TextFalse, l)
	}
}

// End says that there are no more entries. Given is the number that was given
// last, as the database remembers it apart from the entries; negative when it
// is not known.
func (w *Walk) End(given int64) {
	if given >= 0 && given != w.Head.Count {
		w.Findings = append(w.Findings, Finding{Wrong: CutOff, Seq: w.Head.Count})
	}
	for seq := range w.without {
		if !w.erased[seq] {
			w.Findings = append(w.Findings, Finding{Wrong: TextLost, Seq: seq})
		}
	}
	for seq := range w.erased {
		if !w.without[seq] {
			w.Findings = append(w.Findings, Finding{Wrong: TextExtra, Seq: seq})
		}
	}
	for _, h := range w.kept {
		w.held(h)
	}
}

// held looks whether a head that was kept lies on this chain, at its place.
func (w *Walk) held(h Head) {
	at := w.seen[h.Hash]
	switch {
	case h.Count == 0 && h.Hash == (Hash{}): // kept before there was any entry
	case h.Count > w.Head.Count:
		w.Findings = append(w.Findings, Finding{Wrong: RolledBack, Seq: h.Count})
	case at == 0, h.Count != 0 && at != h.Count:
		w.Findings = append(w.Findings, Finding{Wrong: Rewritten, Seq: h.Count})
	}
}

// Erased reports whether an entry says that the text of this one was erased.
func (w *Walk) Erased() int { return len(w.erased) }

func (w *Walk) found(wrong Wrong, l Link) {
	w.Findings = append(w.Findings, Finding{Wrong: wrong, Seq: l.Seq, SubjectKind: l.SubjectKind, SubjectID: l.SubjectID, Field: l.Field})
}
