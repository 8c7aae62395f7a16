package staff

import "habeas/internal/casebook"

// behindKind says what kind of event, claim, name or stance stays behind.
func behindKind(p Page, b casebook.Behind) string {
	switch b.Subject.Kind {
	case casebook.OnEvent:
		return p.Label("event", b.Kind)
	case casebook.OnClaim:
		return p.Label("claim_field", b.Kind)
	case casebook.OnName:
		return p.Label("name", b.Kind)
	}
	return p.Label("stance", b.Kind)
}

// mendBehind gives the page on which a thing that stays behind is made public.
func mendBehind(b casebook.Behind, back string) string {
	switch b.Subject.Kind {
	case casebook.OnEvent:
		return Back(Under("/staff/events", b.Subject.ID, "edit"), back)
	case casebook.OnClaim:
		return Back(Under("/staff/claims", b.Subject.ID, "edit"), back)
	case casebook.OnPosition:
		return Under(PositionsPath, b.Subject.ID)
	}
	return back
}
