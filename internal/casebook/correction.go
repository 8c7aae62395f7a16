package casebook

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"strings"

	"habeas/internal/fault"
	"habeas/internal/locale"
)

// Correction says of a publication that something which was published was
// wrong, and why. The public reads it beside what was said and what is said
// now.
type Correction struct {
	Why      locale.Text `json:"why"`
	SourceID ID          `json:"source,omitempty"` // which the correction follows
	Parts    []string    `json:"parts"`            // what was wrong; see the published type
}

// Value stores the correction as JSON.
func (c Correction) Value() (driver.Value, error) {
	b, err := json.Marshal(c)
	return string(b), err
}

// Scan reads what Value wrote.
func (c *Correction) Scan(src any) error {
	switch v := src.(type) {
	case string:
		return json.Unmarshal([]byte(v), c)
	case []byte:
		return json.Unmarshal(v, c)
	}
	return fmt.Errorf("a correction cannot be read from %T", src)
}

// What a publication of something that is public already can be.
const (
	NewInformation = "new"
	WasWrong       = "correction"
)

// CorrectionDraft is the answer to whether a publication corrects something
// that was wrong, or tells something new.
type CorrectionDraft struct {
	Is     string      `form:"is"` // new, correction
	Parts  []string    `form:"parts"`
	Why    locale.Text `form:"why"`
	Source string      `form:"source"`
}

// maxWhy is how long the public reason of a correction may be, in letters.
const maxWhy = 500

// Correction gives the row, nil for new information. It answers with
// fault.Invalid that names the field: is, parts, why.
func (d CorrectionDraft) Correction() (*Correction, error) {
	switch d.Is {
	case NewInformation:
		return nil, nil
	case WasWrong:
	default:
		return nil, fault.Field("is", "Say whether something that was published was wrong, or whether this is new.")
	}
	c := &Correction{Why: d.Why.Each(func(_ locale.Lang, text string) string { return strings.TrimSpace(text) }), SourceID: ID(d.Source), Parts: d.Parts}
	wrong := fault.Fields{}
	if len(c.Parts) == 0 {
		wrong["parts"] = fault.Say("Tick what was wrong. What was not is new information, and is told as that.")
	}
	switch {
	case c.Why.IsZero():
		wrong["why"] = fault.Say("Say why it was wrong, in one or two sentences. Everybody can read them.")
	case len([]rune(c.Why.En)) > maxWhy || len([]rune(c.Why.Es)) > maxWhy:
		wrong["why"] = fault.Say("At most %d letters.", maxWhy)
	}
	return c, fault.InvalidFields(wrong)
}
