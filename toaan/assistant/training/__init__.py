"""Learning the order of articles from what people of the courts said: what is learnt from, the training, the files it leaves."""
