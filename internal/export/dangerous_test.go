package export

// Dangerous is for the test that takes guards off again.
func Dangerous(text string) bool { return text != "" && dangerous(text) }
