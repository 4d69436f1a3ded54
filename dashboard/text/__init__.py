"""Words of the dashboard: numbers and dates as pages write them, headline sentences, and explanations of terms."""
