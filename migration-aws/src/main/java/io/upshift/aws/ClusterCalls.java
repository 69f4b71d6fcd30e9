package io.upshift.aws;

import io.upshift.Poll;
import io.upshift.RemoteCall;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.DeleteDbClusterRequest;

/** Copies and deletes Aurora clusters, each with its instances. */
final class ClusterCalls implements DatabaseCalls {
    private final RdsClient rds;

    ClusterCalls(RdsClient rds) {
        this.rds = rds;
    }

    @Override
    public String type() {
        return "cluster";
    }

    @Override
    public SnapshotCalls snapshots(String id) {
        return new ClusterSnapshots(rds, id);
    }

    @Override
    public Optional<Facts> find(String id) {
        try {
            return Optional.of(facts(existing(id)));
        } catch (DbClusterNotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public Situation situation(String id) {
        DBCluster cluster = existing(id);
        return new Situation(
                cluster.engine(),
                cluster.engineVersion(),
                cluster.dbClusterMembers().size(),
                cluster.masterUserSecret() != null,
                cluster.replicationSourceIdentifier(),
                Objects.requireNonNullElse(cluster.backupRetentionPeriod(), 0));
    }

    @Override
    public Poll<Facts> poll(String id) {
        Optional<Facts> cluster = find(id);
        Poll<Facts> poll = cluster.map(Facts::poll).orElseGet(Poll::missing);
        if (poll instanceof Poll.Done) {
            for (DBClusterMember member : existing(id).dbClusterMembers()) {
                Optional<DBInstance> instance = InstanceCalls.instance(rds, member.dbInstanceIdentifier());
                String status = instance.map(DBInstance::dbInstanceStatus).orElse("creating");
                if (!status.equals("available")) {
                    return Source.isHopeless(status)
                            ? Poll.failed(
                                    "RDS says " + status + " of " + member.dbInstanceIdentifier(),
                                    "see RDS's events for it")
                            : Poll.waiting(member.dbInstanceIdentifier() + " is " + status);
                }
            }
        }
        return poll;
    }

    @Override
    public void restore(String source, ChosenPoint point, String to, Map<String, String> tags) {
        DBCluster from = existing(source);
        if (point.snapshot().isEmpty()) {
            rds.restoreDBClusterToPointInTime(ClusterSettings.restore(from, point, to, Tags.rds(tags)));
        } else {
            rds.restoreDBClusterFromSnapshot(ClusterSettings.restore(from, point.snapshot(), to, Tags.rds(tags)));
        }
    }

    /** The members one after the other, so that the first, the writer's copy, becomes the writer. */
    @Override
    public void complete(String source, String to, Map<String, String> tags) {
        DBCluster from = existing(source);
        List<DBClusterMember> wanted = from.dbClusterMembers().stream()
                .sorted(Comparator.comparing(DBClusterMember::isClusterWriter)
                        .reversed()
                        .thenComparing(DBClusterMember::dbInstanceIdentifier))
                .toList();
        int there = existing(to).dbClusterMembers().size();
        if (there == wanted.size()) {
            rds.modifyDBCluster(ClusterSettings.leftovers(from, to));
            return;
        }
        DBInstance model = InstanceCalls.instance(rds, wanted.get(there).dbInstanceIdentifier())
                .orElseThrow();
        rds.createDBInstance(ClusterSettings.member(model, to, RdsNames.member(to, there + 1), Tags.rds(tags)));
    }

    @Override
    public List<String> differences(String source, String copy) {
        return ClusterSettings.differences(existing(source), existing(copy));
    }

    @Override
    public void rename(String from, String to) {
        throw new UnsupportedOperationException("clusters are switched by a pointer");
    }

    @Override
    public void unprotect(String id) {
        rds.modifyDBCluster(request ->
                request.dbClusterIdentifier(id).deletionProtection(false).applyImmediately(true));
    }

    @Override
    public void delete(String id, @Nullable String lastSnapshot) {
        for (DBClusterMember member : existing(id).dbClusterMembers()) {
            String name = member.dbInstanceIdentifier();
            boolean isThere = InstanceCalls.instance(rds, name)
                    .filter(instance -> !instance.dbInstanceStatus().equals("deleting"))
                    .isPresent();
            if (isThere) {
                rds.deleteDBInstance(
                        request -> request.dbInstanceIdentifier(name).skipFinalSnapshot(true));
            }
        }
        DeleteDbClusterRequest.Builder request = DeleteDbClusterRequest.builder()
                .dbClusterIdentifier(id)
                .skipFinalSnapshot(lastSnapshot == null)
                .deleteAutomatedBackups(lastSnapshot == null);
        if (lastSnapshot != null) {
            request.finalDBSnapshotIdentifier(lastSnapshot);
        }
        rds.deleteDBCluster(request.build());
    }

    @Override
    public List<RemoteCall> copying(String source, String copy) {
        return Permissions.copyOfCluster(source, copy);
    }

    @Override
    public List<RemoteCall> deleting(String id) {
        return Permissions.deletion("Cluster", "cluster:" + id, "cluster-snapshot:" + RdsNames.PREFIX + "*");
    }

    @Override
    public List<RemoteCall> renaming(String from, String to) {
        return List.of();
    }

    private DBCluster existing(String id) {
        return Reads.read(() -> rds.describeDBClusters(request -> request.dbClusterIdentifier(id)))
                .dbClusters()
                .get(0);
    }

    private static Facts facts(DBCluster cluster) {
        return new Facts(
                cluster.dbClusterIdentifier(),
                String.valueOf(cluster.dbClusterArn()),
                cluster.status(),
                Objects.requireNonNullElse(cluster.dbClusterResourceId(), ""),
                Objects.requireNonNullElse(cluster.endpoint(), ""),
                Objects.requireNonNullElse(cluster.port(), 0),
                String.valueOf(cluster.engine()),
                String.valueOf(cluster.engineVersion()),
                Boolean.TRUE.equals(cluster.deletionProtection()),
                Tags.of(cluster.tagList()),
                cluster.latestRestorableTime());
    }
}
