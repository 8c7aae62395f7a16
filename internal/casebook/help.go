package casebook

import (
	"regexp"
	"strings"
	"time"

	"habeas/internal/fault"
)

// HelpPage is the page of help in one language as the organisation wrote it. An
// empty text says that it has gone back to the one that the program brings.
type HelpPage struct {
	ID        ID     `gorm:"primaryKey"`
	Lang      string // BCP 47; one page for each language
	Text      string // Markdown, its title first
	Version   int
	CreatedAt time.Time
	UpdatedAt time.Time
}

// HelpDraft is what a form may set of a page of help.
type HelpDraft struct {
	Text string `form:"text"`
}

// maxHelp is how long a page of help may be, in bytes: four times the text that
// the program brings. It is read on weak lines.
const maxHelp = 16 << 10

var firstHeading = regexp.MustCompile(`(?m)^#\s`)

// HelpPage gives the row, or fault.Invalid with what is wrong with the text.
func (d HelpDraft) HelpPage() (HelpPage, error) {
	text := strings.TrimSpace(strings.ReplaceAll(d.Text, "\r\n", "\n"))
	first, body, _ := strings.Cut(text, "\n")
	switch {
	case text == "":
		return HelpPage{}, fault.Field("text", "Write the page here. To go back to the text that the program brings, use the button for that.")
	case len(text) > maxHelp:
		return HelpPage{}, fault.Field("text", "This is longer than a weak line carries: at most %d letters of English, half as many of Russian, Arabic or Persian. Shorten it.", maxHelp)
	case len(first) < 3 || !strings.HasPrefix(first, "# "):
		return HelpPage{}, fault.Field("text", "Begin with a line “# ” and the title of the page.")
	case firstHeading.MatchString(body):
		return HelpPage{}, fault.Field("text", "A page has one title, in its first line. Write the headings below it with “## ”.")
	case strings.TrimSpace(body) == "":
		return HelpPage{}, fault.Field("text", "Write something below the title.")
	}
	return HelpPage{Text: text + "\n"}, nil
}
