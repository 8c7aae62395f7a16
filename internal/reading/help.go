package reading

import (
	"context"

	"habeas/internal/fault"
	"habeas/internal/public"
)

// Help gives the page of help that the organisation wrote in a language; nil
// when it wrote none, and the one of the program stands.
func (r *Room) Help(ctx context.Context, language string) (*public.Help, error) {
	own, err := document[public.Help](ctx, r, public.DocHelp, language)
	if fault.Is(err, fault.NotFound) {
		return nil, nil
	}
	return own, err
}
