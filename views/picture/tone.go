package picture

// tone is a colour with a meaning, on paper, in the dark, and as the class that
// turns one into the other.
type tone struct{ class, light, dark string }

// The tones of the site, as its style sheet has them.
var (
	ink    = tone{"i", "#1d1c1a", "#e9e5db"}
	soft   = tone{"o", "#575349", "#aca698"}
	held   = tone{"h", "#7d2e1d", "#eb9a82"}
	lost   = tone{"l", "#5a5075", "#b9add9"}
	bound  = tone{"b", "#7c5700", "#ddb563"}
	free   = tone{"f", "#27663c", "#85c799"}
	accent = tone{"a", "#1f5660", "#86c5cf"}
)

var tones = []tone{ink, soft, held, lost, bound, free, accent}

// The sheet that a picture is drawn on.
const (
	paperLight, paperDark = "#fbfaf6", "#151718"
	landLight, landDark   = "#ece7da", "#2b2f31"
	seaLight, seaDark     = "#dfe7e8", "#1b2528"
)

// Style is the style sheet inside every picture: one text, so that the policy
// of its answer can name it by its hash. It turns colours over, and no more.
var Style = style()

func style() string {
	dark, print := "", ""
	for _, t := range tones {
		dark += "." + t.class + "{color:" + t.dark + "}"
		print += "." + t.class + "{color:#000}"
	}
	return "@media screen and (prefers-color-scheme:dark){.p{fill:" + paperDark + "}.q{stroke:" + paperDark + "}.g{fill:" + landDark + "}.w{fill:" + seaDark + "}" + dark + "}" +
		"@media print{.p,.w{fill:#fff}.q{stroke:#fff}.g{fill:#eee}" + print + "}"
}

// in draws in a tone.
func (p *pen) in(t tone, draw func()) {
	p.open("g", "class", t.class, "color", t.light)
	draw()
	p.close("g")
}

// paper are the attributes of what is filled like the sheet.
func paper(attrs ...any) []any { return append([]any{"class", "p", "fill", paperLight}, attrs...) }

// toneOf gives the tone of a state.
func toneOf(state string) tone {
	switch state {
	case "in_custody":
		return held
	case "whereabouts_unknown":
		return lost
	case "house_arrest", "restricted_liberty", "exit_banned":
		return bound
	case "at_liberty":
		return free
	case "deceased":
		return ink
	}
	return soft
}

// states in the order in which they are drawn, the heaviest first.
var states = []string{"in_custody", "house_arrest", "whereabouts_unknown", "exit_banned", "restricted_liberty", "at_liberty", "deceased", "unknown"}

// patterns writes what each state is filled with, told apart without colours
// as well: full, ruled one way or another, dotted.
func (p *pen) patterns(of []string) {
	for _, state := range of {
		t := toneOf(state)
		p.open("pattern", "id", "s-"+state, "class", t.class, "color", t.light, "width", 8, "height", 8, "patternUnits", "userSpaceOnUse")
		p.rect(0, 0, 8, 8, paper()...)
		switch state {
		case "in_custody", "deceased":
			p.rect(0, 0, 8, 8, "fill", "currentColor")
		case "house_arrest":
			p.rect(0, 0, 8, 8, "fill", "currentColor")
			p.el("circle", append([]any{"cx", 4, "cy", 4, "r", 1.8}, paper()...)...)
		case "whereabouts_unknown":
			p.el("path", "d", "M-2 2l4 -4M0 8L8 0M6 10l4 -4", "stroke", "currentColor", "stroke-width", 3)
		case "exit_banned":
			p.el("path", "d", "M-2 6l4 4M0 0L8 8M6 -2l4 4", "stroke", "currentColor", "stroke-width", 1.6)
		case "restricted_liberty":
			p.el("path", "d", "M0 4H8M4 0V8", "stroke", "currentColor", "stroke-width", 1.6)
		case "at_liberty":
			p.el("path", "d", "M0 2H8M0 6H8", "stroke", "currentColor", "stroke-width", 1)
		default:
			p.el("circle", "cx", 4, "cy", 4, "r", 1.2, "fill", "currentColor")
		}
		p.close("pattern")
	}
}

// shape draws the shape of a state into a square of fourteen pixels.
func (p *pen) shape(state string, x, y float64) {
	p.in(toneOf(state), func() {
		square := []any{"fill", "none", "stroke", "currentColor", "stroke-width", 2}
		switch state {
		case "in_custody":
			p.rect(x+1, y+1, 12, 12, "fill", "currentColor")
		case "whereabouts_unknown":
			p.rect(x+1, y+1, 6, 12, "fill", "currentColor")
			p.rect(x+1, y+1, 12, 12, "fill", "none", "stroke", "currentColor", "stroke-width", 1.5, "stroke-dasharray", "2.5 1.7")
		case "house_arrest", "restricted_liberty", "exit_banned":
			p.rect(x+1, y+1, 12, 12, square...)
			p.rect(x+4.5, y+4.5, 5, 5, "fill", "currentColor")
		case "at_liberty":
			p.rect(x+1, y+1, 12, 12, square...)
		case "deceased":
			p.rect(x, y+5, 14, 4, "fill", "currentColor")
		default:
			p.el("circle", "cx", x+7, "cy", y+7, "r", 5.5, "fill", "none", "stroke", "currentColor", "stroke-width", 1.8, "stroke-linecap", "round", "stroke-dasharray", ".1 3.4")
		}
	})
}
