package visitor

import (
	"slices"

	"habeas/internal/public"
)

// alsoOf gives of the claims on one subject those on the fields named: each
// account stands beside the sentence that it differs from.
func alsoOf(claims []public.Claim, fields ...string) []public.Claim {
	return slices.DeleteFunc(slices.Clone(claims), func(c public.Claim) bool { return !slices.Contains(fields, c.Field) })
}

// alsoBut gives all other claims, so that none is lost for want of a place.
func alsoBut(claims []public.Claim, fields ...string) []public.Claim {
	return slices.DeleteFunc(slices.Clone(claims), func(c public.Claim) bool { return slices.Contains(fields, c.Field) })
}
