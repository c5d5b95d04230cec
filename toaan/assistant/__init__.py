"""The assistant (Trợ lý ảo): finds the law, answers with its words, learns from whoever uses it."""
