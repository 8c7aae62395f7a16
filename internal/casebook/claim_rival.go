package casebook

// Rival is a claim that asks whether we go by the right value.
type Rival struct {
	Claim  Claim
	Reason string // vocabulary rival
}

// Rivals looks at the claims on one field of a row: a disputed one, one that
// differs from what we go by and is as credible or more, and the one we go by
// when its source took it back. What a person has looked at and left, for the
// value that still stands, is not asked again.
func (f Field) Rivals(now Value, claims []Claim) []Rival {
	var found []Rival
	accepted := acceptedOf(claims)
	for _, c := range claims {
		if reason := f.rival(now, accepted, c); reason != "" {
			found = append(found, Rival{c, reason})
		}
	}
	return found
}

func (f Field) rival(now Value, accepted *Claim, c Claim) string {
	switch {
	case c.SettledFor != "" && c.SettledFor == now.Key():
		return ""
	case c.RetractedAt != nil:
		if c.Standing == Accepted && !now.IsZero() {
			return "retracted"
		}
		return ""
	case c.Standing == InDispute:
		return "disputed"
	case c.Standing != AlsoReported:
		return ""
	}
	said, ok := c.Means()
	if !ok || f.Same(said, now) {
		return ""
	}
	trusted := 6 // Admiralty: cannot be judged
	if accepted != nil {
		trusted = rung(accepted.Credibility)
	}
	switch mine := rung(c.Credibility); {
	case mine < trusted:
		return "better"
	case mine == trusted:
		return "as_good"
	}
	return ""
}

// ContestedField is one field of one row with all claims on it.
type ContestedField struct {
	On     Subject
	Field  Field
	Claims []Claim
}

// ContestedFields puts the claims on one field of one row together, in the
// order of the first of each. Statements that no row has a field for are left
// out: nothing can differ from them.
func ContestedFields(claims []Claim) []ContestedField {
	type place struct {
		on   Subject
		name string
	}
	var all []ContestedField
	at := map[place]int{}
	for _, c := range claims {
		f, ok := c.Of()
		if !ok {
			continue
		}
		here := place{c.Subject(), c.Field}
		i, known := at[here]
		if !known {
			i = len(all)
			at[here], all = i, append(all, ContestedField{On: here.on, Field: f})
		}
		all[i].Claims = append(all[i].Claims, c)
	}
	return all
}

// acceptedOf gives the claim that we go by, nil when the value on the row was
// never recorded as a claim.
func acceptedOf(claims []Claim) *Claim {
	for i, c := range claims {
		if c.Standing == Accepted && c.RetractedAt == nil {
			return &claims[i]
		}
	}
	return nil
}

// rung gives the place of a credibility on the Admiralty scale, 1 the best; 6,
// which cannot be judged, and what is not on it are the last.
func rung(credibility string) int {
	if len(credibility) == 1 && credibility >= "1" && credibility <= "5" {
		return int(credibility[0] - '0')
	}
	return 6
}
