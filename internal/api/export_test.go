package api

// Fill takes every place in which a question is worked on, and gives how to
// leave them.
func (a *API) Fill() (leave func()) {
	for range maxAtOnce {
		a.places <- struct{}{}
	}
	return func() {
		for range maxAtOnce {
			<-a.places
		}
	}
}
