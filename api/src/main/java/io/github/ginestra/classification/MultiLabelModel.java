package io.github.ginestra.classification;

/**
 * What a trained multi-label classifier is, but for the weights of its network.
 *
 * @param classifier labels, network, encoder, linear path, and how it was made
 * @param decisions how each label is decided, (L)
 * @param separator the separator between the labels of an example
 */
@SuppressWarnings("ArrayRecordComponent") // package-private, never compared
record MultiLabelModel(ClassifierModel classifier, LabelDecision[] decisions, String separator) {}
